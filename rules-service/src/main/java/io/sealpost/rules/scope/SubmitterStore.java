package io.sealpost.rules.scope;

import com.fasterxml.jackson.databind.JsonNode;
import io.sealpost.rules.access.Caller;
import io.sealpost.rules.change.Change;
import io.sealpost.rules.change.Changes;
import io.sealpost.rules.change.Scope;
import io.sealpost.rules.change.ScopeRevision;
import io.sealpost.rules.problem.Cursor;
import io.sealpost.rules.problem.Page;
import io.sealpost.rules.problem.Problem;
import io.sealpost.rules.rollout.Written;
import io.sealpost.rules.tenant.DomainName;
import io.sealpost.rules.tenant.Network;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads and writes submitters, each call in one transaction that has ended when it returns. */
@ApplicationScoped
@Transactional
class SubmitterStore {

    /** Bytes of a submitter in the published state, generously. */
    private static final long NETWORK_SIZE = 256;

    private static final long CREDENTIAL_SIZE = 640;

    private final Submitters submitters;
    private final NetworkPermission permission;
    private final Changes changes;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    SubmitterStore(Submitters submitters, NetworkPermission permission, Changes changes, Clock clock) {
        this.submitters = submitters;
        this.permission = permission;
        this.changes = changes;
        this.clock = clock;
    }

    Page<SubmitterView> list(DomainName domain, Cursor cursor) {
        changes.present(Scope.domain(domain.ascii()));
        return Page.of(
                submitters.after(domain, cursor.after(), cursor.fetch()), cursor, Submitter::name, SubmitterView::of);
    }

    SubmitterView get(DomainName domain, UUID id) {
        return SubmitterView.of(existing(domain, id));
    }

    Written addNetwork(DomainName domain, Network network, SubmitterValues values, Caller caller) {
        Change change = changes.existing(Scope.domain(domain.ascii()));
        permission.require(caller, network, domain);
        return add(change, Submitter.ofNetwork(domain.ascii(), network, values), null, caller);
    }

    Written addCredential(DomainName domain, Username username, SubmitterValues values, Caller caller) {
        Change change = changes.existing(Scope.domain(domain.ascii()));
        LoginSecret secret = LoginSecret.generate(random);
        Credential credential = new Credential(username.text(), secret, random);
        return add(change, Submitter.ofCredential(domain.ascii(), credential, values), secret, caller);
    }

    Written patch(DomainName domain, UUID id, JsonNode patch, Caller caller) {
        Change change = changes.existing(Scope.domain(domain.ascii()));
        Submitter submitter = existing(domain, id);
        boolean changed = submitter.become(SubmitterChange.patched(submitter.values(), patch, submitter.usualLimits()));
        ScopeRevision revision = changed ? change.revise(caller.name()) : change.present();
        return new Written(200, SubmitterView.of(submitter), revision, null, null);
    }

    /** Gives a credential a new secret; the present one stays valid for so long. */
    Written rotate(DomainName domain, UUID id, Duration overlap, Caller caller) {
        Change change = changes.existing(Scope.domain(domain.ascii()));
        Submitter submitter = existing(domain, id);
        Credential credential = submitter
                .credential()
                .orElseThrow(() -> new Problem.Conflict(
                                "The submitter " + submitter.name() + " is a network and has no secret to rotate.")
                        .asException());
        LoginSecret secret = LoginSecret.generate(random);
        credential.rotate(secret, clock.instant().plus(overlap).truncatedTo(ChronoUnit.MILLIS));
        return new Written(200, SubmitterView.of(submitter, secret), change.revise(caller.name()), null, null);
    }

    Written delete(DomainName domain, UUID id, Caller caller) {
        Change change = changes.existing(Scope.domain(domain.ascii()));
        Submitter submitter = existing(domain, id);
        submitters.delete(submitter);
        change.grow(-sizeOf(submitter));
        return Written.deleted(change.revise(caller.name()));
    }

    private Written add(Change change, Submitter submitter, @Nullable LoginSecret secret, Caller caller) {
        if (submitters.isKnown(submitter)) {
            throw new Problem.Conflict(submitter.name() + " already hands in mail of " + submitter.domain()
                            + "; PATCH changes it.")
                    .asException();
        }
        submitters.persist(submitter);
        change.grow(sizeOf(submitter));
        URI location = URI.create("/v1/domains/" + submitter.domain() + "/submitters/" + submitter.id());
        SubmitterView view = SubmitterView.of(submitter, secret);
        return new Written(201, view, change.revise(caller.name()), location, null);
    }

    private static long sizeOf(Submitter submitter) {
        return submitter.credential().isPresent() ? CREDENTIAL_SIZE : NETWORK_SIZE;
    }

    private Submitter existing(DomainName domain, UUID id) {
        return submitters
                .of(domain, id)
                .orElseThrow(() -> new Problem.NotFound("submitter", id.toString()).asException());
    }
}
