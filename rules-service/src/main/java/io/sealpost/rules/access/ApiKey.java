package io.sealpost.rules.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** What is kept of a key: enough to know it again, nothing to use it with. */
@Entity
@Table(name = "api_keys")
class ApiKey {

    @Id
    private String id;

    @Column(nullable = false)
    private String owner;

    @Column(nullable = false)
    private byte[] hash;

    @Column(nullable = false)
    private Instant createdAt;

    protected ApiKey() {}

    ApiKey(Secret secret, String owner, Instant createdAt) {
        this.id = secret.id();
        this.hash = secret.hash();
        this.owner = owner;
        this.createdAt = createdAt;
    }

    String id() {
        return id;
    }

    String owner() {
        return owner;
    }

    byte[] hash() {
        return hash.clone();
    }
}
