package io.sealpost.relay.spool;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.policy.MessageFacts;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreshMessagesTest {
    private static final Address ALICE = Address.parse("alice@sender.example");

    private final FreshMessages fresh = new FreshMessages();

    @Test
    void forgetsWhatChanges() {
        fresh.add(numbered(0));
        assertThat(fresh.get(id(0))).contains(numbered(0));

        fresh.remove(id(0));
        assertThat(fresh.get(id(0))).isEmpty();
    }

    @Test
    void hasNoMoreThanTheLast() {
        IntStream.rangeClosed(0, 1_000).mapToObj(FreshMessagesTest::numbered).forEach(fresh::add);

        assertThat(fresh.get(id(0))).isEmpty();
        assertThat(fresh.get(id(1))).isPresent();
        assertThat(fresh.get(id(1_000))).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "10, 10, 1, 1950, true",
        "11, 0, 0, 0, false",
        "1, 11, 0, 0, false",
        "1, 1, 1, 1951, false",
        "1, 1, 41, 0, false"
    })
    void hasNothingLarge(int recipients, int senders, int fields, int octets, boolean has) {
        fresh.add(sized(recipients, senders, Collections.nCopies(fields, "x".repeat(octets))));

        assertThat(fresh.get(id(0)).isPresent()).isEqualTo(has);
    }

    private static SpooledMessage sized(int recipients, int senders, List<String> headers) {
        SpooledMessage message = numbered(0);
        return new SpooledMessage(
                message.id(),
                message.acceptedAt(),
                message.reversePath(),
                message.dsn(),
                message.domains(),
                new MessageFacts(
                        Collections.nCopies(senders, ALICE),
                        false,
                        Map.of("subject", headers),
                        Map.of(),
                        message.size(),
                        Optional.empty()),
                message.report(),
                message.messageId(),
                message.eightBit(),
                message.smtpUtf8(),
                message.size(),
                message.nextAttemptAt(),
                Collections.nCopies(recipients, message.recipients().get(0)));
    }

    private static SpooledMessage numbered(int number) {
        return Messages.plain(id(number), 100);
    }

    private static QueueId id(int number) {
        return new QueueId("0MVDH8R5C%04d".formatted(number));
    }
}
