package io.sealpost.relay.ingress;

import io.sealpost.relay.mail.Network;
import io.sealpost.settings.ListenerPort;
import io.sealpost.settings.Switch;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.vertx.core.http.ClientAuth;
import java.util.List;
import java.util.Optional;

/** One place where mail is taken, and what is asked of those who come there. */
public interface ListenerSettings {
    /** The port; 0: any. The listener {@code submission} has that of {@link SmtpSettings#port} and must have none here. */
    @WithConverter(ListenerPort.class)
    Optional<Integer> port();

    /** The address; that of {@link SmtpSettings#host} if there is none. */
    Optional<String> host();

    /** How it comes to TLS. */
    @WithDefault("starttls")
    @WithConverter(TlsModeName.class)
    TlsMode tls();

    /** The configuration of Quarkus' TLS registry with its certificate, and the trust for those of clients. */
    @WithDefault("smtp")
    String tlsConfigurationName();

    /** Whether mail is taken over TLS alone. */
    @WithDefault("false")
    @WithConverter(Switch.class)
    boolean requireTls();

    /** Whether a client must log in, whatever its network. */
    @WithDefault("false")
    @WithConverter(Switch.class)
    boolean requireAuth();

    /** Whether a client's certificate is asked for, or demanded. */
    @WithDefault("none")
    @WithConverter(ClientAuthName.class)
    ClientAuth clientAuth();

    /** Where the proxies are that say for whom they speak; without any, nobody may say so. */
    Optional<List<@WithConverter(NetworkPrefix.class) Network>> proxies();
}
