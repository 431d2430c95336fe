package io.sealpost.relay.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.platform.dns.DnsFixture;
import io.sealpost.relay.mail.Domain;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which TLSA records a route carries, from a DNS server with signed and unsigned zones. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsaLookupTest {
    private static final byte[] DIGEST = new byte[32];

    private final Vertx vertx = Vertx.vertx();
    private final DnsFixture dns = DnsFixture.start(0);

    TlsaLookupTest() {
        dns.zone()
                .sign("bank.test")
                .sign("host.test")
                .leaveUnsigned("plain.test")
                .mx("bank.test", 10, "mx.host.test")
                .address("mx.host.test", "8.8.8.1")
                .tlsa("_2525._tcp.mx.host.test", 3, 1, 1, DIGEST);
        dns.zone().address("implicit.bank.test", "8.8.8.2").tlsa("_2525._tcp.implicit.bank.test", 3, 1, 1, DIGEST);
        dns.zone().mx("odd.bank.test", 10, "odd.host.test").address("odd.host.test", "8.8.8.3");
        dns.zone().tlsa("_2525._tcp.odd.host.test", 0, 1, 1, DIGEST);
        dns.zone().mx("without.bank.test", 10, "without.host.test").address("without.host.test", "8.8.8.4");
        dns.zone().mx("plain.test", 10, "mx.host.test");
        dns.zone().mx("hosted.bank.test", 10, "mx.plain.test").address("mx.plain.test", "8.8.8.5");
        dns.zone().tlsa("_2525._tcp.mx.plain.test", 3, 1, 1, DIGEST);
        dns.zone().mx("aliased.bank.test", 10, "alias.host.test").cname("alias.host.test", "mx.host.test");
        dns.zone().mx("own.bank.test", 10, "own.host.test").cname("own.host.test", "without.host.test");
        dns.zone().tlsa("_2525._tcp.own.host.test", 3, 1, 1, DIGEST);
        dns.zone().mx("out.bank.test", 10, "out.host.test").cname("out.host.test", "mx.plain.test");
        dns.zone().tlsa("_2525._tcp.out.host.test", 3, 1, 1, DIGEST);
        dns.zone().mx("far.bank.test", 10, "far.host.test").address("far.host.test", "8.8.8.6");
        dns.zone().cname("_2525._tcp.far.host.test", "_2525._tcp.mx.plain.test");
        dns.zone().mx("bogus.bank.test", 10, "bogus.host.test").address("bogus.host.test", "8.8.8.7");
        dns.zone().tlsa("_2525._tcp.bogus.host.test", 3, 1, 1, DIGEST).tamper("_2525._tcp.bogus.host.test");
        dns.zone().mx("failing.bank.test", 10, "failing.host.test").address("failing.host.test", "8.8.8.8");
        dns.zone().servfail("_2525._tcp.failing.host.test");
        dns.zone().mx("second.bank.test", 10, "failing.host.test").mx("second.bank.test", 20, "mx.host.test");
        dns.zone().mx("spoiled.bank.test", 10, "mx.host.test").tamper("spoiled.bank.test");
        dns.zone().nullMx("null.bank.test");
        dns.zone().mx("loop.bank.test", 10, "Relay.Test");
    }

    @AfterAll
    void close() {
        dns.close();
        vertx.close();
    }

    @ParameterizedTest
    @CsvSource({
        "bank.test, mx.host.test as mx.host.test: 1 usable",
        "implicit.bank.test, implicit.bank.test as implicit.bank.test: 1 usable",
        "odd.bank.test, odd.host.test as odd.host.test: unusable",
        "without.bank.test, without.host.test as without.host.test: there is no TLSA record at _2525._tcp.without.host.test",
        "plain.test, mx.host.test as mx.host.test: the MX records of plain.test are not signed (DNSSEC)",
        "hosted.bank.test, mx.plain.test as mx.plain.test: the addresses of mx.plain.test are not signed (DNSSEC)",
        "aliased.bank.test, alias.host.test as mx.host.test: 1 usable",
        "own.bank.test, own.host.test as own.host.test: 1 usable",
        "out.bank.test, out.host.test as out.host.test: 1 usable",
        "far.bank.test, far.host.test as far.host.test: the TLSA records at _2525._tcp.far.host.test are not signed (DNSSEC)",
        "failing.bank.test, failed failing.host.test: the TLSA records at _2525._tcp.failing.host.test: SERVFAIL",
        "second.bank.test, mx.host.test as mx.host.test: 1 usable",
        "null.bank.test, 5.1.10",
        "loop.bank.test, 5.4.6"
    })
    void carriesWhatDnsSays(String domain, String expected) throws Exception {
        assertThat(words(route(domain))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "bogus.bank.test, failed bogus.host.test: the TLSA records at _2525._tcp.bogus.host.test: its signatures",
        "spoiled.bank.test, failed spoiled.bank.test: its signatures"
    })
    void defersWhereAnAnswerIsBogus(String domain, String expected) throws Exception {
        assertThat(words(route(domain))).startsWith(expected);
    }

    @Test
    void saysSoWhereTheDnsServersPassNoDnssec() throws Exception {
        try (DnsFixture blind = DnsFixture.start(0)) {
            blind.zone().mx("bank.test", 10, "mx.host.test").address("mx.host.test", "8.8.8.1");

            assertThat(words(route("bank.test", new DnsSettings(List.of(blind.address()), Optional.empty()))))
                    .isEqualTo("mx.host.test as mx.host.test: unknown: the relay's DNS servers pass no DNSSEC");
        }
    }

    private Route route(String domain) throws Exception {
        return route(
                domain,
                new DnsSettings(
                        List.of(dns.address()),
                        Optional.of(TrustAnchors.parse(dns.zone().trustAnchors()))));
    }

    private Route route(String domain, DnsSettings settings) throws Exception {
        return new Router(
                        vertx,
                        new RouteSettings(
                                Map.of(), Optional.empty(), settings, 2525, false, "relay.test", OwnAddresses.NONE),
                        new Reachable(true, false),
                        new Random(1))
                .route(Domain.parse(domain))
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }

    private static String words(Route route) {
        return route.match(
                targets -> targets.targets().stream().map(TlsaLookupTest::words).collect(Collectors.joining("|")),
                unroutable -> unroutable.status().toString(),
                failed -> "failed " + failed.failure().name() + ": "
                        + failed.failure().reason());
    }

    private static String words(Target target) {
        return target.host() + " as " + target.serverName() + ": "
                + target.tlsa()
                        .<String>match(
                                usable -> usable.records().size() + " usable",
                                unusable -> "unusable",
                                none -> none.why(),
                                unknown -> "unknown: " + unknown.why());
    }
}
