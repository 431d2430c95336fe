package io.sealpost.bounce.submit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.bounce.submit.Submission.Accepted;
import io.sealpost.bounce.submit.Submission.Deferred;
import io.sealpost.bounce.submit.Submission.Refused;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerClassifierTest {

    private static final String RELAY = "relay.example:8443";

    @Test
    void knowsTheQueueIdOfWhatWasTaken() {
        assertThat(classify(202, "{\"queueId\": \"01JDG7\"}")).isEqualTo(new Accepted(RELAY, Optional.of("01JDG7")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "{", "{\"queueId\": 7}", "{\"queueId\": \"a b\"}", "{\"queueId\": \"\"}"})
    void takesForTakenWhatNamesNoQueueId(String body) {
        assertThat(classify(202, body)).isEqualTo(new Accepted(RELAY, Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({"403, 550", "413, 552", "422, 553", "422, 501"})
    void refusesForGoodWhatThePermanentReplyIsAbout(int status, int reply) {
        assertThat(classify(status, problem(reply, "no\r\n such")))
                .isEqualTo(new Refused(Optional.of(RELAY), "HTTP " + status + " no   such"));
    }

    @ParameterizedTest
    @CsvSource({
        "401, 535",
        "403, 538",
        "403, 530",
        "422, 451",
        "429, 450",
        "503, 451",
        "500, 550",
        "404, 550",
        "200, 250"
    })
    void defersWhateverElse(int status, int reply) {
        assertThat(classify(status, problem(reply, "later"))).isInstanceOf(Deferred.class);
    }

    @Test
    void defersARefusalThatIsNotTheRelaysOwn() {
        assertThat(classify(403, "<html>")).isInstanceOf(Deferred.class);
    }

    private static String problem(int reply, String detail) {
        return "{\"detail\": \"" + detail.replace("\r", "\\r").replace("\n", "\\n") + "\", \"smtpCode\": " + reply
                + "}";
    }

    private static Submission classify(int status, String body) {
        return AnswerClassifier.classify(RELAY, status, Buffer.buffer(body));
    }
}
