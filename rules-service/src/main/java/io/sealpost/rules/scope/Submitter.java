package io.sealpost.rules.scope;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** Who may hand in mail of a domain: a network. */
@Entity
@Table(name = "submitters")
public class Submitter {

    @Id
    private UUID id;

    @Column(nullable = false)
    private String domain;

    @Column(nullable = false)
    private String network;

    private boolean forwards;

    protected Submitter() {}

    Submitter(UUID id, String domain, Network network, boolean forwards) {
        this.id = id;
        this.domain = domain;
        this.network = network.toString();
        this.forwards = forwards;
    }

    public UUID id() {
        return id;
    }

    String domain() {
        return domain;
    }

    /** Prefix in canonical form. */
    public String network() {
        return network;
    }

    /** Whether it may carry mail of senders outside its domains. */
    public boolean forwards() {
        return forwards;
    }
}
