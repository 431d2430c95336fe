package io.sealpost.rules.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureRemarkTest {
    private static List<String> warnings(String kind, String after) throws Exception {
        return new SignatureRemark().about(kind, JsonMapper.builder().build().readTree(after));
    }

    @Test
    void warnsOfThePrefixAndOfSignedFieldsEachForItself() throws Exception {
        String after = "{\"actions\": {\"prependSubject\": \"List-Id\", \"addHeader\":"
                + " [{\"name\": \"X-A\", \"value\": \"1\"}, {\"name\": \"List-Id\", \"value\": \"<a>\"}]}}";

        assertThat(warnings("rule", after))
                .hasSize(2)
                .allMatch(warning -> warning.startsWith("List-Id: A DKIM signature"));
        assertThat(warnings("domain", after)).isEmpty();
    }

    /** Somebody in the database may write anything, and that above all is to be read in the audit. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"actions\": 1}",
                "{\"actions\": {\"addHeader\": \"x\"}}",
                "{\"actions\": {\"addHeader\": [1, {}], \"prependSubject\": {}}}",
                "{\"actions\": {\"later\": true}}"
            })
    void hasNothingToSayOfWhatIsNoAction(String after) throws Exception {
        assertThat(warnings("rule", after)).isEmpty();
    }
}
