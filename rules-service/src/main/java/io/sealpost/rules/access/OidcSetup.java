package io.sealpost.rules.access;

import io.quarkus.oidc.Oidc;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.runtime.OidcTenantConfig.ApplicationType;
import io.quarkus.tls.TlsConfigurationRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/**
 * Tells the OIDC extension which tokens to take: signed by a key of the issuer, for this audience, not expired, with a
 * subject. It is off without an issuer, and asks nobody else's opinion of a token.
 */
@ApplicationScoped
class OidcSetup {

    /** The configuration of the TLS registry by which the issuer's certificate is verified, where there is one. */
    private static final String TLS = "oidc";

    /** A start waits so long for the issuer, and so does a request with a token. */
    static final Duration PATIENCE = Duration.ofSeconds(3);

    private final OidcSettings settings;
    private final TlsConfigurationRegistry registry;

    OidcSetup(OidcSettings settings, TlsConfigurationRegistry registry) {
        this.settings = settings;
        this.registry = registry;
    }

    void configure(@Observes Oidc oidc) {
        oidc.create(settings.issuer()
                .map(this::tokensOf)
                .orElseGet(() -> OidcTenantConfig.builder().disableTenant().build()));
    }

    private OidcTenantConfig tokensOf(String issuer) {
        var config = OidcTenantConfig.authServerUrl(issuer)
                .applicationType(ApplicationType.SERVICE)
                .connectionTimeout(PATIENCE)
                .roles()
                .roleClaimPath(settings.roleClaim())
                .end()
                .token()
                .issuer(issuer)
                .audience(settings.audience())
                .allowJwtIntrospection(false)
                .allowOpaqueTokenIntrospection(false)
                .end();
        if (registry.get(TLS).isPresent()) {
            config.tlsConfigurationName(TLS);
        }
        return config.build();
    }
}
