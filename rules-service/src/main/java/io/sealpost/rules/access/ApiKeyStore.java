package io.sealpost.rules.access;

import io.sealpost.rules.problem.Cursor;
import io.sealpost.rules.problem.Page;
import io.sealpost.rules.problem.Problem;
import io.sealpost.rules.problem.Violation;
import io.sealpost.rules.tenant.Organizations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes, shows and revokes keys, each call in one transaction that has ended when it returns. */
@ApplicationScoped
@Transactional
class ApiKeyStore {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final ApiKeys keys;
    private final KeyUseRows uses;
    private final Organizations organizations;
    private final Access access;
    private final Clock clock;

    ApiKeyStore(ApiKeys keys, KeyUseRows uses, Organizations organizations, Access access, Clock clock) {
        this.keys = keys;
        this.uses = uses;
        this.organizations = organizations;
        this.access = access;
        this.clock = clock;
    }

    Page<ApiKeyView> list(Cursor cursor) {
        List<ApiKey> read =
                keys.after(cursor.after(), cursor.fetch(), access.root().orElse(null));
        var used = uses.of(read.stream().map(ApiKey::id).toList());
        return Page.of(read, cursor, ApiKey::id, key -> ApiKeyView.of(key, used.get(key.id())));
    }

    ApiKeyView get(String id) {
        return ApiKeyView.of(existing(id), uses.of(List.of(id)).get(id));
    }

    /** The new key, in clear. It may do no more than the caller's, where that may do it, and no longer. */
    ApiKeyView create(ApiKeyBody body) {
        organizations.lockTree();
        Grant grant = body.grant(clock.instant());
        if (!access.caller().role().covers(grant.role())) {
            throw new Problem.Forbidden("A key grants no more than its own role, "
                            + access.caller().role().word() + ".")
                    .asException();
        }
        requireOrganization(grant.organization());
        requireNoLonger(grant);
        Secret secret = Secret.generate(RANDOM);
        ApiKey key = new ApiKey(secret, grant, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        keys.persist(key);
        return ApiKeyView.of(key, null).with(secret);
    }

    void revoke(String id) {
        keys.lock();
        ApiKey key = existing(id);
        if (key.grant().role() == Role.OPERATOR && keys.operators() == 1) {
            throw new Problem.Conflict("This is the last operator's key. Make another one first.").asException();
        }
        keys.delete(key);
    }

    private ApiKey existing(String id) {
        return keys.findByIdOptional(id).orElseThrow(() -> new Problem.NotFound("API key", id).asException());
    }

    private void requireOrganization(@Nullable String id) {
        if (id != null && (!access.reaches(id) || organizations.findById(id) == null)) {
            throw new Problem.InvalidValues(List.of(new Violation("organization", id, "an organization that exists")))
                    .asException();
        }
    }

    private void requireNoLonger(Grant grant) {
        var end = access.caller().expires();
        if (end != null && (grant.expires() == null || grant.expires().isAfter(end))) {
            throw new Problem.InvalidValues(List.of(new Violation(
                            "expires",
                            grant.expires() == null ? null : grant.expires().toString(),
                            "a time no later than the end of the key that asks, " + end)))
                    .asException();
        }
    }
}
