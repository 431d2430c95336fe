package io.sealpost.rules.access;

import io.sealpost.settings.HttpUrl;
import io.sealpost.settings.Switch;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Whose tokens let people in, and what in them says as whom. */
@ConfigMapping(prefix = "sealpost.oidc")
interface OidcSettings {

    /** The OpenID provider, as its tokens name it ({@code iss}); its keys are found by its discovery document. Without it only API keys are taken. */
    Optional<@WithConverter(HttpUrl.class) String> issuer();

    /** What {@code aud} must hold, so that a token for another service of the issuer is none for this one. */
    @WithDefault("sealpost")
    String audience();

    /** The claim that names the role: its name, or a path with slashes to it. */
    @WithDefault("sealpost_role")
    String roleClaim();

    /** The claim that names the organization. */
    @WithDefault("sealpost_organization")
    String organizationClaim();

    /** Whether a token may make an operator, too. */
    @WithDefault("false")
    @WithConverter(Switch.class)
    boolean operators();
}
