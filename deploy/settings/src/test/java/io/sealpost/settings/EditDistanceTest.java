package io.sealpost.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditDistanceTest {
    @ParameterizedTest
    @CsvSource({
        "port,port,0",
        "prot,port,1",
        "pot,port,1",
        "ports,port,1",
        "post,port,1",
        "'',port,4",
        "kitten,sitting,3"
    })
    void countsWhatMustBeChanged(String from, String to, int steps) {
        assertThat(EditDistance.between(from, to)).isEqualTo(steps);
        assertThat(EditDistance.between(to, from)).isEqualTo(steps);
    }
}
