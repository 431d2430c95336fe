package io.sealpost.relay.admin;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the beans of this room. */
@Singleton
final class AdminWiring {
    /** Read at start: a file that is named must be there. */
    @Startup
    @Produces
    @Singleton
    AdminToken token(AdminSettings settings) {
        return AdminToken.read(settings.tokenFile());
    }
}
