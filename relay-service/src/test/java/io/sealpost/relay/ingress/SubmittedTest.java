package io.sealpost.relay.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.MessageDsn;
import io.sealpost.relay.mail.ReversePath;
import io.sealpost.relay.policy.MessageFacts;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubmittedTest {
    private static final InetAddress CLIENT = InetAddress.getLoopbackAddress();

    private static final Envelope ENVELOPE =
            new Envelope(ReversePath.parse("alice@sender.example"), false, MessageDsn.NONE, List.of());

    private static MessageFacts facts(String header, String... names) {
        HeaderBlock block = HeaderBlock.parse((header + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        Submitted message = new Submitted(ENVELOPE, block, Optional.empty(), 17, Instant.EPOCH);
        return message.facts(HeaderSenders.of(block), Set.of(names), Optional.of(CLIENT));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Subject: Contract|Contract",
                "Subject: =?UTF-8?Q?Vertr=C3=A4ge?=|Verträge",
                "Subject: =?ISO-8859-1?B?VmVydHLkZ2U=?=|Verträge",
                "Subject: =?UTF-8?Q?Ver?= =?UTF-8?Q?trag?=|Vertrag",
                "Subject: Verträge|Verträge",
                "Subject: =?no-such-charset?Q?x?=|=?no-such-charset?Q?x?=",
            })
    void decodesWhatRulesAskFor(String header, String text) {
        assertThat(facts(header, "subject").headers().get("subject")).containsExactly(text);
    }

    @Test
    void keepsOnlyFieldsThatRulesAskFor() {
        assertThat(facts("Subject: a\r\nX-Class: b", "x-class").headers()).containsOnlyKeys("x-class");
    }

    @Test
    void knowsThatAFieldIsAbsent() {
        assertThat(facts("Subject: a", "x-class").headers().get("x-class")).isEmpty();
    }

    @Test
    void knowsTheSendersOfEnvelopeAndHeader() {
        assertThat(facts("From: Sales <sales@sender.example>\r\nSender: bot@sender.example")
                        .senders())
                .extracting(Address::toString)
                .containsExactly("alice@sender.example", "sales@sender.example", "bot@sender.example");
    }

    @Test
    void saysWhereSendersCannotBeRead() {
        assertThat(facts("From: nobody").hiddenSenders()).isTrue();
        assertThat(facts("From: a@sender.example").hiddenSenders()).isFalse();
    }
}
