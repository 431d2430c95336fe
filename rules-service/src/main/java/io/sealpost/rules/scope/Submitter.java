package io.sealpost.rules.scope;

import io.sealpost.rules.tenant.Network;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who may hand in mail of a domain: a network, or whoever holds a credential. */
@Entity
@Table(name = "submitters")
public class Submitter {

    @Id
    private UUID id;

    @Column(nullable = false)
    private String domain;

    private @Nullable String network;

    @Embedded
    private @Nullable Credential credential;

    private boolean forwards;
    private boolean suspended;
    private int messagesPerHour;
    private int recipientsPerHour;

    protected Submitter() {}

    private Submitter(String domain, SubmitterValues values) {
        this.id = UUID.randomUUID();
        this.domain = domain;
        become(values);
    }

    static Submitter ofNetwork(String domain, Network network, SubmitterValues values) {
        Submitter submitter = new Submitter(domain, values);
        submitter.network = network.toString();
        return submitter;
    }

    static Submitter ofCredential(String domain, Credential credential, SubmitterValues values) {
        Submitter submitter = new Submitter(domain, values);
        submitter.credential = credential;
        return submitter;
    }

    /** Takes these values; returns whether that changes anything. */
    final boolean become(SubmitterValues values) {
        if (values.equals(values())) {
            return false;
        }
        forwards = values.forwards();
        suspended = values.suspended();
        messagesPerHour = values.limits().messagesPerHour();
        recipientsPerHour = values.limits().recipientsPerHour();
        return true;
    }

    SubmitterValues values() {
        return new SubmitterValues(forwards, suspended, limits());
    }

    public UUID id() {
        return id;
    }

    String domain() {
        return domain;
    }

    /** Prefix in canonical form; empty for a credential. */
    public Optional<String> network() {
        return Optional.ofNullable(network);
    }

    /** Empty for a network. */
    public Optional<Credential> credential() {
        return Optional.ofNullable(credential);
    }

    /** What it is called among the submitters of its domain; a network holds a slash, which no user name does. */
    String name() {
        return network().or(() -> credential().map(Credential::username)).orElseThrow();
    }

    /** Whether it may carry mail of senders outside its domains. */
    public boolean forwards() {
        return forwards;
    }

    /** Whether nothing is taken from it for now. */
    public boolean suspended() {
        return suspended;
    }

    public HourlyLimits limits() {
        return new HourlyLimits(messagesPerHour, recipientsPerHour);
    }

    HourlyLimits usualLimits() {
        return network == null ? HourlyLimits.CREDENTIAL : HourlyLimits.NETWORK;
    }
}
