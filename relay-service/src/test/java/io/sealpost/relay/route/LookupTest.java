package io.sealpost.relay.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.platform.dns.DnsFixture;
import io.sealpost.relay.mail.Domain;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.hosts.HostsFileParser;

/** What is asked of a DNS server with signed, unsigned and tampered zones, and how far its answers are believed. */
class LookupTest {
    private final DnsFixture dns = DnsFixture.start(0);
    private final Ticking clock = new Ticking();

    LookupTest() {
        dns.zone()
                .mx("bank.test", 10, "mx.bank.test")
                .address("mx.bank.test", "192.0.2.1")
                .cname("alias.bank.test", "mx.bank.test")
                .cname("out.bank.test", "mx.plain.test")
                .cname("gone.bank.test", "nothing.bank.test")
                .cname("loop.bank.test", "round.bank.test")
                .cname("round.bank.test", "loop.bank.test")
                .address("spoiled.bank.test", "192.0.2.4")
                .tamper("spoiled.bank.test")
                .mx("plain.test", 10, "mx.plain.test")
                .address("mx.plain.test", "192.0.2.2")
                .servfail("broken.test");
    }

    @AfterEach
    void end() {
        dns.close();
    }

    @ParameterizedTest
    @CsvSource({
        "mx.bank.test, 192.0.2.1 of mx.bank.test SECURE",
        "alias.bank.test, 192.0.2.1 of mx.bank.test SECURE",
        "bank.test, none SECURE",
        "nothing.bank.test, no such name SECURE",
        "gone.bank.test, no such name SECURE",
        "mx.plain.test, 192.0.2.2 of mx.plain.test INSECURE",
        "out.bank.test, 192.0.2.2 of mx.plain.test INSECURE",
        "nothing.plain.test, no such name INSECURE",
        "broken.test, SERVFAIL FAILED",
        "loop.bank.test, SERVFAIL FAILED"
    })
    void tellsWhatIsSigned(String host, String expected) {
        assertThat(words(lookup(signed()).addresses(host))).isEqualTo(expected);
    }

    @Test
    void takesNothingFromABogusAnswer() {
        assertThat(words(lookup(signed()).addresses("spoiled.bank.test")))
                .startsWith("its signatures (DNSSEC) are wrong")
                .endsWith(" BOGUS");
    }

    @Test
    void takesNothingFromAZoneWhoseKeyIsAnother() {
        Optional<TrustAnchors> other = Optional.of(TrustAnchors.parse(". IN DS 1 13 2 " + "ab".repeat(32)));
        signed();

        assertThat(words(lookup(other).addresses("mx.bank.test"))).endsWith(" BOGUS");
    }

    @Test
    void takesServersWithoutDnssecForWhatTheyAre() {
        Lookup lookup = lookup(Optional.empty());

        assertThat(words(lookup.addresses("mx.bank.test"))).isEqualTo("192.0.2.1 of mx.bank.test INSECURE");
        assertThat(lookup.isBlind()).isTrue();
    }

    @Test
    void believesNoServersWithoutDnssecWhereTheAnchorsAreTheOperatorsOwn() {
        Optional<TrustAnchors> own = Optional.of(TrustAnchors.parse(". IN DS 1 13 2 " + "ab".repeat(32)));

        assertThat(words(lookup(own).addresses("mx.bank.test"))).endsWith(" BOGUS");
    }

    @Test
    void decidesNothingAboutServersThatFail() {
        dns.zone().servfail(".");
        Lookup lookup = lookup(Optional.empty());

        assertThat(words(lookup.addresses("mx.bank.test"))).isEqualTo("SERVFAIL FAILED");
        assertThat(lookup.isBlind()).isFalse();
    }

    @Test
    void asksServersWithoutDnssecAgainAfterAWhile() {
        Lookup lookup = lookup(Optional.empty());
        words(lookup.addresses("mx.bank.test"));
        signed();
        clock.advance(Duration.ofMinutes(6));

        assertThat(words(lookup.addresses("mx.bank.test"))).endsWith(" BOGUS"); // signed, but not by the public root
        assertThat(lookup.isBlind()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"mx.bank.test", "nothing.bank.test", "bank.test"})
    void keepsAnswersAsLongAsTheirTtlSays(String host) {
        Lookup lookup = lookup(signed());
        String first = words(lookup.addresses(host));
        int asked = dns.zone().questions();
        clock.advance(Duration.ofSeconds(59));

        assertThat(words(lookup.addresses(host))).isEqualTo(first);
        assertThat(dns.zone().questions()).isEqualTo(asked);

        clock.advance(Duration.ofSeconds(2));
        assertThat(words(lookup.addresses(host))).isEqualTo(first);
        assertThat(dns.zone().questions()).isGreaterThan(asked);
    }

    @ParameterizedTest
    @CsvSource({"spoiled.bank.test", "broken.test"})
    void keepsNoFailure(String host) {
        Lookup lookup = lookup(signed());
        words(lookup.addresses(host));
        dns.zone().remove(host);

        assertThat(words(lookup.addresses(host))).startsWith("no such name");
    }

    @Test
    void asksOnceForAllWhoAskAtTheSameTime() {
        Lookup lookup = lookup(signed());
        words(lookup.addresses("bank.test")); // what it takes to validate is known from here on
        int before = dns.zone().questions();
        List<CompletionStage<HostAddresses>> many = IntStream.range(0, 500)
                .mapToObj(i -> lookup.addresses("mx.bank.test"))
                .toList();

        assertThat(many).allSatisfy(each -> assertThat(words(each)).isEqualTo("192.0.2.1 of mx.bank.test SECURE"));
        assertThat(dns.zone().questions() - before).isLessThan(10);
    }

    @Test
    void takesAHostOfTheHostsFileAsItStandsThere(@TempDir Path temp) throws IOException {
        Path hosts = Files.writeString(temp.resolve("hosts"), "192.0.2.9 mx.bank.test other.test\n");
        Lookup lookup = new Lookup(
                new DnsServers(List.of(dns.address()), DnsServers.TIMEOUT),
                Optional.empty(),
                clock,
                new HostsFileParser(hosts));

        assertThat(words(lookup.namedAddresses("mx.bank.test"))).startsWith("192.0.2.9 of");
        assertThat(words(lookup.namedAddresses("other.test"))).startsWith("192.0.2.9 of");
        assertThat(dns.zone().questions()).isZero();
        assertThat(words(lookup.namedAddresses("mx.plain.test"))).startsWith("192.0.2.2 of");
    }

    @Test
    void asksOnceForANamedHostForAllWhoAskAtTheSameTime() {
        Lookup lookup = lookup(Optional.empty());
        List<CompletionStage<HostAddresses>> many = IntStream.range(0, 500)
                .mapToObj(i -> lookup.namedAddresses("mx.plain.test"))
                .toList();

        assertThat(many).allSatisfy(each -> assertThat(words(each)).startsWith("192.0.2.2 of"));
        assertThat(dns.zone().questions()).isLessThan(20);
    }

    @Test
    void readsSignedAnswersThatAreTooLongForUdp() {
        for (int i = 0; i < 100; i++) {
            dns.zone().mx("big.bank.test", i, "a-rather-long-host-name-number-" + i + ".big.bank.test");
        }
        Answer<Mx> answer = await(lookup(signed()).mx(Domain.parse("big.bank.test")));

        assertThat(answer.recordsOrNone()).hasSize(100);
        assertThat(answer.state()).isEqualTo(DnsState.SECURE);
    }

    @Test
    void failsForNowWhereNobodyAnswers() {
        Optional<TrustAnchors> anchors = signed();
        dns.zone().silence("quiet.bank.test");

        Lookup impatient = new Lookup(new DnsServers(List.of(dns.address()), Duration.ofMillis(100)), anchors, clock);
        assertThat(words(impatient.addresses("quiet.bank.test")))
                .isEqualTo("no usable answer from the DNS servers FAILED");
    }

    private Optional<TrustAnchors> signed() {
        dns.zone().sign("bank.test").leaveUnsigned("plain.test");
        return Optional.of(TrustAnchors.parse(dns.zone().trustAnchors()));
    }

    private Lookup lookup(Optional<TrustAnchors> anchors) {
        return new Lookup(new DnsServers(List.of(dns.address()), DnsServers.TIMEOUT), anchors, clock);
    }

    private static String words(CompletionStage<HostAddresses> addresses) {
        Answer<InetAddress> answer = await(addresses).v4();
        return answer.<String>match(
                        found -> found.records().get(0).getHostAddress() + " of " + found.name(),
                        none -> "none",
                        noSuchName -> "no such name",
                        Answer.Failed::reason)
                + " " + answer.state();
    }

    private static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("a lookup must not fail", e);
        }
    }

    /** The real time, moved on by the test: signatures must stay valid. */
    private static final class Ticking extends Clock {
        private volatile Duration ahead = Duration.ZERO;

        void advance(Duration step) {
            ahead = ahead.plus(step);
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
