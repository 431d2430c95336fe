package io.sealpost.rules.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is kept of a key: enough to know it again, nothing to use it with. */
@Entity
@Table(name = "api_keys")
class ApiKey {

    @Id
    private String id;

    @Column(nullable = false)
    private String name;

    @Column(nullable = false)
    private String role;

    private @Nullable String organization;

    @Column(nullable = false)
    private byte[] hash;

    @Column(nullable = false)
    private Instant createdAt;

    private @Nullable Instant expiresAt;

    protected ApiKey() {}

    ApiKey(Secret secret, Grant grant, Instant createdAt) {
        this.id = secret.id();
        this.hash = secret.hash();
        this.name = grant.name();
        this.role = grant.role().word();
        this.organization = grant.organization();
        this.createdAt = createdAt;
        this.expiresAt = grant.expires();
    }

    String id() {
        return id;
    }

    @Nullable String organization() {
        return organization;
    }

    Grant grant() {
        return new Grant(name, Role.parse(role).orElseThrow(), organization, expiresAt);
    }

    Instant createdAt() {
        return createdAt;
    }
}
