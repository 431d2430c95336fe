package io.sealpost.bounce.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseRefusalTest {

    @ParameterizedTest
    @CsvSource({"22021, true", "23514, true", "08006, false", "57P01, false", "40001, false", "53300, false"})
    void tellsARefusalFromAnOutageByTheSqlState(String state, boolean refusal) {
        var failure = new PersistenceException(new RuntimeException(new SQLException("no", state)));

        assertThat(DatabaseRefusal.isForContent(failure)).isEqualTo(refusal);
    }

    @Test
    void takesWhatIsNotSqlForAnOutage() {
        assertThat(DatabaseRefusal.isForContent(new PersistenceException("no connection")))
                .isFalse();
    }
}
