package io.sealpost.relay.route;

import io.sealpost.relay.policy.Tlsa;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The addresses of one host as DNS gave them.
 *
 * @param host its name
 * @param v4 of its A records
 * @param v6 of its AAAA records
 * @param tlsa what its TLSA records come to; empty where nobody asked
 */
record HostAddresses(String host, Answer<InetAddress> v4, Answer<InetAddress> v6, Optional<Tlsa> tlsa) {
    /** Before its TLSA records are looked up. */
    HostAddresses(String host, Answer<InetAddress> v4, Answer<InetAddress> v6) {
        this(host, v4, v6, Optional.empty());
    }

    HostAddresses with(Tlsa found) {
        return new HostAddresses(host, v4, v6, Optional.of(found));
    }

    /** The same host, of which it must not be believed that it has no TLSA records. */
    HostAddresses failed(Answer.Failed<?> why, String name) {
        String reason = "the TLSA records at " + name + ": " + why.reason();
        return new HostAddresses(
                host, new Answer.Failed<>(reason, why.state()), new Answer.Failed<>(reason, why.state()));
    }

    boolean hasAddress() {
        return answers().stream().anyMatch(answer -> !answer.recordsOrNone().isEmpty());
    }

    /** Whether all that is known of its addresses is signed, that there are none of a family too. */
    boolean isSecure() {
        return hasAddress()
                && answers().stream()
                        .filter(answer -> !answer.isFailed())
                        .allMatch(answer -> answer.state().isSecure());
    }

    /** Its name at the end of its aliases. */
    String canonicalName() {
        return answers().stream()
                .flatMap(answer ->
                        answer instanceof Answer.Found<InetAddress> found ? Stream.of(found.name()) : Stream.empty())
                .findFirst()
                .orElse(host);
    }

    private List<Answer<InetAddress>> answers() {
        return List.of(v4, v6);
    }
}
