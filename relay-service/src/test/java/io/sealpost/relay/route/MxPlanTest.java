package io.sealpost.relay.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.relay.mail.Domain;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MxPlanTest {
    private static final Domain BANK = Domain.parse("bank.test");
    private static final String OWN = "relay.test";

    @Test
    void takesHostsByPreference() {
        assertThat(plan(new Mx(20, "b.test"), new Mx(10, "a.test"), new Mx(30, "c.test")))
                .isEqualTo(new MxPlan.Hosts(List.of("a.test", "b.test", "c.test"), false));
    }

    @Test
    void shufflesInsideOnePreferenceOnly() {
        Set<Object> plans = new HashSet<>();
        Answer<Mx> answer = found(new Mx(10, "a.test"), new Mx(10, "b.test"), new Mx(20, "c.test"));
        Random random = new Random(1);
        IntStream.range(0, 50).forEach(draw -> plans.add(MxPlan.of(BANK, answer, OWN, random)));
        assertThat(plans)
                .containsExactlyInAnyOrder(
                        new MxPlan.Hosts(List.of("a.test", "b.test", "c.test"), false),
                        new MxPlan.Hosts(List.of("b.test", "a.test", "c.test"), false));
    }

    @Test
    void takesAHostOnce() {
        assertThat(plan(new Mx(10, "a.test"), new Mx(20, "a.test")))
                .isEqualTo(new MxPlan.Hosts(List.of("a.test"), false));
    }

    @Test
    void takesTheDomainItselfWhereThereIsNoMx() {
        assertThat(MxPlan.of(BANK, new Answer.NoRecords<>(DnsState.INSECURE), OWN, new Random(1)))
                .isEqualTo(new MxPlan.Hosts(List.of("bank.test"), false));
    }

    @Test
    void saysSoWhereALimitLeavesHostsOut() {
        Mx[] many = IntStream.rangeClosed(0, MxPlan.MAX_HOSTS)
                .mapToObj(i -> new Mx(i, "mx" + i + ".test"))
                .toArray(Mx[]::new);
        assertThat(plan(many)).isInstanceOfSatisfying(MxPlan.Hosts.class, hosts -> {
            assertThat(hosts.names()).hasSize(MxPlan.MAX_HOSTS).doesNotContain("mx" + MxPlan.MAX_HOSTS + ".test");
            assertThat(hosts.truncated()).isTrue();
        });
    }

    @Test
    void isUnroutableWithANullMx() {
        assertThat(status(plan(new Mx(0, "")))).isEqualTo("5.1.10");
    }

    @Test
    void overlooksANullMxBesideOthers() {
        assertThat(plan(new Mx(0, ""), new Mx(10, "a.test"))).isEqualTo(new MxPlan.Hosts(List.of("a.test"), false));
    }

    @Test
    void takesOnlyHostsThatAreBetterThanTheRelayItself() {
        assertThat(plan(new Mx(10, "a.test"), new Mx(20, "b.test"), new Mx(20, OWN), new Mx(30, "c.test")))
                .isEqualTo(new MxPlan.Hosts(List.of("a.test"), false));
    }

    @Test
    void isALoopWhereTheRelayItselfIsTheBest() {
        assertThat(status(plan(new Mx(20, "b.test"), new Mx(10, OWN)))).isEqualTo("5.4.6");
    }

    @Test
    void isALoopWhereTheRelayItselfIsTheDomain() {
        assertThat(status(MxPlan.of(Domain.parse(OWN), new Answer.NoRecords<>(DnsState.INSECURE), OWN, new Random(1))))
                .isEqualTo("5.4.6");
    }

    @Test
    void isUnroutableWhereTheDomainDoesNotExist() {
        assertThat(status(MxPlan.of(BANK, new Answer.NoSuchName<>(DnsState.INSECURE), OWN, new Random(1))))
                .isEqualTo("5.1.2");
    }

    @Test
    void failsForNowWhereTheLookupDoes() {
        assertThat(MxPlan.of(BANK, new Answer.Failed<>("SERVFAIL", DnsState.FAILED), OWN, new Random(1)))
                .isEqualTo(new MxPlan.Over(new Route.LookupFailed(new Route.LookupFailure("bank.test", "SERVFAIL"))));
    }

    private static MxPlan plan(Mx... records) {
        return MxPlan.of(BANK, found(records), OWN, new Random(1));
    }

    private static Answer<Mx> found(Mx... records) {
        return new Answer.Found<>(List.of(records), "bank.test", DnsState.INSECURE);
    }

    private static String status(MxPlan plan) {
        return ((Route.Unroutable) ((MxPlan.Over) plan).route()).status().toString();
    }
}
