package io.sealpost.rules.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DoorTest {

    @ParameterizedTest
    @CsvSource({
        "/v1/organizations, OWN",
        "/v1/explain, OWN",
        "/v1/organizations/{organization}, ORGANIZATION",
        "/v1/organizations/{organization}/rules/{rule}, ORGANIZATION",
        "/v1/domains/{domain}/submitters, DOMAIN",
        "/v1/api-keys/{key}, KEY"
    })
    void tellsWhomAPathConcerns(String path, Door door) {
        assertThat(Door.of(path)).isEqualTo(door);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/relays",
                "/v1/epoch",
                "/v1/relays/{relay}",
                "/v1/domains/{other}",
                "/v1/organizationsx",
                "/v1"
            })
    void leavesWhatNobodyThoughtOfToOperators(String path) {
        assertThat(Door.of(path)).isEqualTo(Door.OPERATOR);
    }

    @Test
    void knowsWhichPutsMakeWhatTheyName() {
        assertThat(Door.makes("PUT", "/v1/domains/{domain}")).isTrue();
        assertThat(Door.makes("PUT", "/v1/domains/{domain}/rules/{rule}")).isFalse();
        assertThat(Door.makes("DELETE", "/v1/domains/{domain}")).isFalse();
    }
}
