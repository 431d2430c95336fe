package io.sealpost.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeliveryTest {
    @Test
    void tellsARelayOnlyWhatDiffersFromItsDefaults() {
        assertThat(Delivery.standard().properties())
                .containsExactly("-Dsealpost.delivery.allow-private-addresses=false");
    }

    @Test
    void quotesTheDomainOfARoute() {
        Delivery delivery = new Delivery(
                List.of(Route.parse("bank.example=127.0.0.1:2526")),
                Optional.of("127.0.0.1:5353"),
                Optional.of(2525),
                true);

        assertThat(delivery.properties())
                .containsExactly(
                        "-Dsealpost.routes.\"bank.example\"=127.0.0.1:2526",
                        "-Dsealpost.dns.servers=127.0.0.1:5353",
                        "-Dsealpost.delivery.port=2525",
                        "-Dsealpost.delivery.allow-private-addresses=true");
    }
}
