package io.sealpost.relay.ingress;

import io.sealpost.relay.mail.Network;
import io.vertx.core.http.ClientAuth;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A listener as it is to be.
 *
 * @param name the operator's
 * @param host the address to listen on
 * @param port 0: any
 * @param tls how it comes to TLS
 * @param tlsConfiguration the name of its configuration in Quarkus' TLS registry
 * @param requiresTls whether mail is taken over TLS alone
 * @param requiresAuth whether a client's network is not enough
 * @param clientAuth what is asked of a client's certificate
 * @param proxies those who say for whom they speak; empty: nobody may
 */
record ListenerPlan(
        String name,
        String host,
        int port,
        TlsMode tls,
        String tlsConfiguration,
        boolean requiresTls,
        boolean requiresAuth,
        ClientAuth clientAuth,
        List<Network> proxies) {
    /** The listener that is always there. */
    static final String SUBMISSION = "submission";

    ListenerPlan {
        proxies = List.copyOf(proxies);
    }

    /**
     * All that are set, and {@link #SUBMISSION} in any case.
     *
     * @throws IllegalArgumentException if one has no port, or two
     */
    static List<ListenerPlan> of(SmtpSettings settings) {
        List<ListenerPlan> plans = new ArrayList<>();
        plans.add(plan(
                SUBMISSION,
                settings,
                Objects.requireNonNull(settings.listeners().get(SUBMISSION))));
        for (Map.Entry<String, ListenerSettings> listener : settings.listeners().entrySet()) {
            if (!listener.getKey().equals(SUBMISSION)) {
                plans.add(plan(listener.getKey(), settings, listener.getValue()));
            }
        }
        return plans;
    }

    private static ListenerPlan plan(String name, SmtpSettings all, ListenerSettings settings) {
        return new ListenerPlan(
                name,
                settings.host().orElse(all.host()),
                port(name, all, settings),
                settings.tls(),
                settings.tlsConfigurationName(),
                settings.requireTls(),
                settings.requireAuth(),
                settings.clientAuth(),
                settings.proxies().orElse(List.of()));
    }

    private static int port(String name, SmtpSettings all, ListenerSettings settings) {
        if (name.equals(SUBMISSION)) {
            if (settings.port().isPresent()) {
                throw new IllegalArgumentException(
                        setting(name, "port") + " must not be set: the port of this listener is sealpost.smtp.port");
            }
            return all.port();
        }
        return settings.port()
                .orElseThrow(() -> new IllegalArgumentException(setting(name, "port")
                        + " is required: the port on which this listener takes mail, such as 465"));
    }

    /** Whether it cannot be without a certificate. */
    boolean needsCertificate() {
        return tls == TlsMode.IMPLICIT || requiresTls || requiresAuth || clientAuth != ClientAuth.NONE;
    }

    boolean expectsProxy() {
        return !proxies.isEmpty();
    }

    boolean trusts(InetAddress proxy) {
        return proxies.stream().anyMatch(network -> network.contains(proxy));
    }

    /** Where an operator sets that of this listener. */
    String setting(String key) {
        return setting(name, key);
    }

    /** Where an operator sets its port. */
    String portSetting() {
        return name.equals(SUBMISSION) ? "sealpost.smtp.host, sealpost.smtp.port" : setting("port");
    }

    private static String setting(String name, String key) {
        return "sealpost.smtp.listeners." + name + "." + key;
    }
}
