package io.sealpost.relay.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Address;

class TargetPlanTest {
    private static final Reachable BOTH = new Reachable(true, true);
    private static final Reachable ONLY_V4 = new Reachable(true, false);
    private static final OwnAddresses OURS = new OwnAddresses(
            Set.of(ip("9.9.9.9")),
            Set.of(25),
            Set.of(new InetSocketAddress(ip("7.7.7.7"), 25), new InetSocketAddress(ip("7.7.7.8"), 26)));
    private static final Answer<InetAddress> NONE = new Answer.NoRecords<>(DnsState.INSECURE);
    private static final Answer<InetAddress> SERVFAIL = new Answer.Failed<>("SERVFAIL", DnsState.FAILED);

    @Test
    void takesAllAddressesOfEachHostInTurn() {
        Route route = plan(BOTH)
                .route(
                        "bank.test",
                        List.of(
                                new HostAddresses("a.test", v4("8.8.8.1", "8.8.8.2"), v6("2a00::1")),
                                new HostAddresses("b.test", v4("8.8.8.3"), NONE)),
                        false);
        assertThat(addresses(route))
                .containsExactly("a.test 2a00:0:0:0:0:0:0:1", "a.test 8.8.8.1", "a.test 8.8.8.2", "b.test 8.8.8.3");
    }

    @Test
    void leavesOutAFamilyWithoutARouteOfOurs() {
        Route route = plan(ONLY_V4).route("bank.test", List.of(host(v4("8.8.8.1"), v6("2a00::1"))), false);
        assertThat(addresses(route)).containsExactly("mx.test 8.8.8.1");
    }

    @Test
    void defersWhereThereIsOnlyAFamilyWithoutARouteOfOurs() {
        Route route = plan(ONLY_V4).route("bank.test", List.of(host(NONE, v6("2a00::1"))), false);
        assertThat(route).isInstanceOf(Route.LookupFailed.class);
    }

    @Test
    void overlooksAFailedLookupOfAFamilyThatWeCannotReach() {
        Route route = plan(ONLY_V4).route("bank.test", List.of(host(v4("8.8.8.1"), SERVFAIL)), false);
        assertThat(((Route.Targets) route).unresolved()).isEmpty();
    }

    @Test
    void keepsHostsThatCouldNotBeLookedUp() {
        Route route = plan(BOTH)
                .route(
                        "bank.test",
                        List.of(
                                new HostAddresses("a.test", v4("8.8.8.1"), NONE),
                                new HostAddresses("b.test", SERVFAIL, NONE)),
                        false);
        assertThat(((Route.Targets) route).unresolved()).containsExactly(new Route.LookupFailure("b.test", "SERVFAIL"));
    }

    @Test
    void failsForNowWhereNoHostCouldBeLookedUp() {
        assertThat(plan(BOTH).route("bank.test", List.of(host(SERVFAIL, SERVFAIL)), false))
                .isEqualTo(new Route.LookupFailed(new Route.LookupFailure("mx.test", "SERVFAIL")));
    }

    @Test
    void isUnroutableWithoutAnyAddress() {
        assertThat(plan(BOTH)
                        .route("bank.test", List.of(host(NONE, new Answer.NoSuchName<>(DnsState.INSECURE))), false))
                .isInstanceOfSatisfying(
                        Route.Unroutable.class,
                        route -> assertThat(route.status()).hasToString("5.4.4"));
    }

    @Test
    void isUnroutableWithNoneButPrivateAddresses() {
        assertThat(plan(BOTH).route("bank.test", List.of(host(v4("10.1.2.3"), v6("::1"))), false))
                .isInstanceOfSatisfying(Route.Unroutable.class, route -> {
                    assertThat(route.status()).hasToString("5.4.4");
                    assertThat(route.reason()).contains("no public address");
                });
    }

    @Test
    void refusesAnIpv4AddressThatIsMappedIntoIpv6() {
        assertThat(plan(BOTH).route("bank.test", List.of(host(NONE, v4("8.8.8.8"))), false))
                .isInstanceOf(Route.Unroutable.class);
    }

    @Test
    void takesPrivateAddressesWhereAllowed() {
        Route route = new TargetPlan(2525, true, BOTH, OwnAddresses.NONE)
                .route("bank.test", List.of(host(v4("127.0.0.1"), NONE)), false);
        assertThat(addresses(route)).containsExactly("mx.test 127.0.0.1");
        assertThat(((Route.Targets) route).targets().get(0).address().getPort()).isEqualTo(2525);
    }

    @Test
    void takesOnlyHostsThatAreBetterThanWeAre() {
        Route route = plan(BOTH)
                .route(
                        "bank.test",
                        List.of(
                                new HostAddresses("a.test", v4("8.8.8.1", "7.7.7.8"), NONE),
                                new HostAddresses("b.test", v4("8.8.8.2", "9.9.9.9"), NONE),
                                new HostAddresses("c.test", v4("8.8.8.3"), NONE)),
                        false);
        assertThat(addresses(route)).containsExactly("a.test 8.8.8.1", "a.test 7.7.7.8");
    }

    @Test
    void isALoopWhereTheBestHostIsAtAnAddressOfOurs() {
        for (String ours : List.of("9.9.9.9", "7.7.7.7", "127.0.0.8")) {
            assertThat(new TargetPlan(25, true, BOTH, OURS).route("bank.test", List.of(host(v4(ours), NONE)), false))
                    .isEqualTo(MxPlan.loop("bank.test"));
        }
    }

    @Test
    void saysSoWhereALimitLeavesAddressesOut() {
        Answer<InetAddress> many = v4(IntStream.rangeClosed(1, TargetPlan.MAX_TARGETS + 1)
                .mapToObj(i -> "8.8.8." + i)
                .toArray(String[]::new));
        assertThat((Route.Targets) plan(BOTH).route("bank.test", List.of(host(many, NONE)), false))
                .satisfies(route -> {
                    assertThat(route.targets()).hasSize(TargetPlan.MAX_TARGETS);
                    assertThat(route.truncated()).isTrue();
                });
    }

    @Test
    void remembersThatHostsWereLeftOutBefore() {
        Route route = plan(BOTH).route("bank.test", List.of(host(v4("8.8.8.1"), NONE)), true);
        assertThat(((Route.Targets) route).truncated()).isTrue();
    }

    private static TargetPlan plan(Reachable reachable) {
        return new TargetPlan(25, false, reachable, OURS);
    }

    private static InetAddress ip(String literal) {
        return Objects.requireNonNull(NetUtil.createInetAddressFromIpAddressString(literal));
    }

    private static HostAddresses host(Answer<InetAddress> v4, Answer<InetAddress> v6) {
        return new HostAddresses("mx.test", v4, v6);
    }

    private static List<String> addresses(Route route) {
        return ((Route.Targets) route)
                .targets().stream()
                        .map(target -> target.host() + " "
                                + target.address().getAddress().getHostAddress())
                        .toList();
    }

    private static Answer<InetAddress> v4(String... literals) {
        return found(Address.IPv4, literals);
    }

    private static Answer<InetAddress> v6(String... literals) {
        return found(Address.IPv6, literals);
    }

    private static Answer<InetAddress> found(int family, String... literals) {
        return new Answer.Found<>(
                Stream.of(literals)
                        .map(literal -> {
                            try {
                                return Address.getByAddress(literal, family);
                            } catch (UnknownHostException e) {
                                throw new IllegalArgumentException(literal, e);
                            }
                        })
                        .toList(),
                "mx.test",
                DnsState.INSECURE);
    }
}
