package io.sealpost.platform.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.platform.mail.PartnerServer;
import io.sealpost.platform.mail.ReceivedMail;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpLoadTest {
    private final Map<Integer, String> answers = new ConcurrentHashMap<>();

    @ParameterizedTest
    @ValueSource(ints = {1, 100})
    void handsInEachNumberOnce(int perConnection) throws InterruptedException {
        try (PartnerServer server = PartnerServer.named("relay.example").start()) {
            load(server, perConnection).run(100, 25);

            assertThat(answers)
                    .hasSize(25)
                    .allSatisfy((number, answer) -> assertThat(answer).isEqualTo("taken"));
            assertThat(server.received().stream().map(ReceivedMail::content))
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(100, 125)
                            .mapToObj(SmtpLoadTest::message)
                            .toList());
        }
    }

    @Test
    void saysOfEachWhyItWasNotTaken() throws InterruptedException {
        try (PartnerServer server = PartnerServer.named("relay.example")
                .refusing("bob102@bank.example")
                .start()) {
            load(server, 100).run(100, 5);

            assertThat(answers).containsOnlyKeys(100, 101, 102, 103, 104);
            assertThat(answers.get(102)).isEqualTo("not 250 but 550 5.1.1 There is no such mailbox here");
            assertThat(answers.values()).filteredOn("taken"::equals).hasSize(4);
        }
    }

    private SmtpLoad load(PartnerServer server, int perConnection) {
        return new SmtpLoad(server.address(), 3, perConnection, SmtpLoadTest::submission, new SmtpLoad.Answers() {
            @Override
            public void taken(int number, long nanos) {
                answers.merge(number, "taken", String::concat);
            }

            @Override
            public void refused(int number, IOException cause) {
                answers.merge(number, String.valueOf(cause.getMessage()), String::concat);
            }
        });
    }

    private static Submission submission(int number) {
        return Submission.of(
                "ann@sender.example",
                List.of("bob" + number + "@bank.example"),
                message(number).getBytes(US_ASCII));
    }

    private static String message(int number) {
        return "Subject: " + number + "\r\n\r\n.one dot\r\n..\r\n.\r\n";
    }
}
