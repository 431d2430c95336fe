package io.sealpost.rules.scope;

import io.sealpost.rules.change.Change;
import io.sealpost.rules.change.Changes;
import io.sealpost.rules.change.Scope;
import io.sealpost.rules.problem.Cursor;
import io.sealpost.rules.problem.Page;
import io.sealpost.rules.problem.Problem;
import io.sealpost.rules.rollout.Written;
import io.sealpost.rules.tenant.DomainName;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.util.UUID;

/** Reads and writes submitters, each call in one transaction that has ended when it returns. */
@ApplicationScoped
@Transactional
class SubmitterStore {

    /** Bytes of a submitter in the published state, generously. */
    private static final long SIZE = 160;

    private final Submitters submitters;
    private final Changes changes;

    SubmitterStore(Submitters submitters, Changes changes) {
        this.submitters = submitters;
        this.changes = changes;
    }

    Page<SubmitterView> list(DomainName domain, Cursor cursor) {
        changes.requireExisting(Scope.domain(domain.ascii()));
        return Page.of(
                submitters.after(domain, cursor.after(), cursor.fetch()),
                cursor,
                Submitter::network,
                SubmitterView::of);
    }

    SubmitterView get(DomainName domain, UUID id) {
        return SubmitterView.of(existing(domain, id));
    }

    Written add(DomainName domain, SubmitterBody body, String by) {
        Network network = body.parsedNetwork();
        Change change = changes.existing(Scope.domain(domain.ascii()));
        if (submitters.isKnown(domain, network)) {
            throw new Problem.Conflict("The network " + network + " already hands in mail of " + domain + ".")
                    .asException();
        }
        Submitter submitter = new Submitter(UUID.randomUUID(), domain.ascii(), network, body.isForwarding());
        submitters.persist(submitter);
        change.grow(SIZE);
        URI location = URI.create("/v1/domains/" + domain + "/submitters/" + submitter.id());
        return new Written(201, SubmitterView.of(submitter), change.revise(by), location, null);
    }

    Written delete(DomainName domain, UUID id, String by) {
        Change change = changes.existing(Scope.domain(domain.ascii()));
        submitters.delete(existing(domain, id));
        change.grow(-SIZE);
        return Written.deleted(change.revise(by));
    }

    private Submitter existing(DomainName domain, UUID id) {
        return submitters
                .of(domain, id)
                .orElseThrow(() -> new Problem.NotFound("submitter", id.toString()).asException());
    }
}
