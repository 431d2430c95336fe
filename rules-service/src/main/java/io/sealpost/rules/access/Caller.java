package io.sealpost.rules.access;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;

/** Who calls, as changes name it. */
public record Caller(String name) implements Principal {

    /** The caller of the request; every request below {@code /v1} has one. */
    public static String of(SecurityContext security) {
        return security.getUserPrincipal().getName();
    }

    @Override
    public String getName() {
        return name;
    }
}
