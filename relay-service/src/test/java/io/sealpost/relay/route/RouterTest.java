package io.sealpost.relay.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.platform.dns.DnsFixture;
import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.mail.HostPort;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Routes through a DNS server on the loopback interface. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RouterTest {
    private final Vertx vertx = Vertx.vertx();
    private final DnsFixture dns = DnsFixture.start(0);

    RouterTest() {
        dns.zone()
                .mx("bank.test", 20, "mx2.bank.test")
                .mx("bank.test", 10, "MX1.Bank.Test")
                .address("mx1.bank.test", "8.8.8.1")
                .address("mx1.bank.test", "8.8.8.2")
                .address("mx1.bank.test", "2a00::1")
                .address("mx2.bank.test", "8.8.8.3");
        dns.zone().address("implicit.test", "8.8.8.4");
        dns.zone().cname("alias.test", "bank.test");
        dns.zone().mx("toalias.test", 10, "mxalias.test").cname("mxalias.test", "mx2.bank.test");
        dns.zone().nullMx("null.test");
        dns.zone().mx("noaddress.test", 10, "nowhere.test");
        dns.zone().mx("inside.test", 10, "mx.inside.test").address("mx.inside.test", "127.0.0.1");
        dns.zone().servfail("broken.test");
        dns.zone()
                .mx("half.test", 10, "mx1.half.test")
                .mx("half.test", 20, "mx2.half.test")
                .address("mx1.half.test", "8.8.8.5")
                .servfail("mx2.half.test");
        for (int i = 0; i < 60; i++) {
            dns.zone().mx("big.test", i, "a-rather-long-host-name-number-" + i + ".big.test");
        }
        dns.zone().address("a-rather-long-host-name-number-0.big.test", "8.8.8.6");
    }

    @AfterAll
    void close() {
        dns.close();
        vertx.close();
    }

    @ParameterizedTest
    @CsvSource({
        "bank.test, mx1.bank.test 2a00:0:0:0:0:0:0:1|mx1.bank.test 8.8.8.1|mx1.bank.test 8.8.8.2|mx2.bank.test 8.8.8.3",
        "implicit.test, implicit.test 8.8.8.4",
        "toalias.test, mxalias.test 8.8.8.3",
        "null.test, 5.1.10",
        "missing.test, 5.1.2",
        "noaddress.test, 5.4.4",
        "inside.test, 5.4.4",
        "broken.test, failed broken.test SERVFAIL",
        "half.test, mx1.half.test 8.8.8.5|unresolved mx2.half.test",
        "big.test, a-rather-long-host-name-number-0.big.test 8.8.8.6|truncated"
    })
    void routesByMx(String domain, String expected) {
        assertThat(words(await(router(false).route(Domain.parse(domain))))).isEqualTo(expected);
    }

    @Test
    void followsAnAliasOfTheDomain() {
        assertThat(words(await(router(false).route(Domain.parse("alias.test")))))
                .contains("mx2.bank.test 8.8.8.3");
    }

    @Test
    void takesAStaticRouteToAPrivateAddressAndPort() {
        Route route = await(router(false).route(Domain.parse("static.test")));
        assertThat(words(route)).isEqualTo("127.0.0.1 127.0.0.1");
        assertThat(((Route.Targets) route).targets().get(0).address().getPort()).isEqualTo(2601);
    }

    @Test
    void takesAStaticRouteToANamedHost() {
        assertThat(words(await(router(false).route(Domain.parse("named.test")))))
                .isEqualTo("mx2.bank.test 8.8.8.3");
    }

    @Test
    void takesTheSmartHostForEveryOtherDomain() {
        RouteSettings settings = new RouteSettings(
                Map.of(),
                Optional.of(HostPort.parse("[::1]:2602")),
                asking(),
                25,
                false,
                "relay.test",
                OwnAddresses.NONE);
        assertThat(words(await(router(settings).route(Domain.parse("any.test")))))
                .isEqualTo("::1 0:0:0:0:0:0:0:1");
    }

    @Test
    void filtersTheAddressesOfAHostThatAnAdministratorNamed() {
        assertThat(List.of(
                        words(await(router(false).routeTo(HostPort.parse("mx.inside.test:25")))),
                        words(await(router(false).routeTo(HostPort.parse("127.0.0.1:25")))),
                        words(await(router(true).routeTo(HostPort.parse("mx.inside.test:25"))))))
                .containsExactly("5.4.4", "5.4.4", "mx.inside.test 127.0.0.1");
    }

    private Router router(boolean privateAllowed) {
        return router(new RouteSettings(
                Map.of(
                        Domain.parse("static.test"), HostPort.parse("127.0.0.1:2601"),
                        Domain.parse("named.test"), HostPort.parse("mx2.bank.test:2603")),
                Optional.empty(),
                asking(),
                25,
                privateAllowed,
                "relay.test",
                OwnAddresses.NONE));
    }

    private DnsSettings asking() {
        return new DnsSettings(List.of(dns.address()), Optional.empty());
    }

    private Router router(RouteSettings settings) {
        return new Router(vertx, settings, new Reachable(true, true), new Random(1));
    }

    private static Route await(Future<Route> route) {
        try {
            return route.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("routing must not fail", e);
        }
    }

    private static String words(Route route) {
        return route.match(
                RouterTest::words,
                unroutable -> unroutable.status().toString(),
                failed -> "failed " + failed.failure().name() + " "
                        + failed.failure().reason());
    }

    private static String words(Route.Targets targets) {
        StringBuilder words = new StringBuilder();
        targets.targets()
                .forEach(target -> words.append('|')
                        .append(target.host())
                        .append(' ')
                        .append(target.address().getAddress().getHostAddress()));
        targets.unresolved().stream()
                .map(Route.LookupFailure::name)
                .distinct()
                .forEach(name -> words.append("|unresolved ").append(name));
        return words.append(targets.truncated() ? "|truncated" : "").substring(1);
    }
}
