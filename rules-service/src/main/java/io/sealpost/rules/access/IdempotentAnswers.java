package io.sealpost.rules.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Answers to requests with an {@code Idempotency-Key}, kept for 24 hours. Every call blocks, in a transaction of its own. */
@ApplicationScoped
@Transactional
class IdempotentAnswers {

    private final Session database;

    IdempotentAnswers(Session database) {
        this.database = database;
    }

    /** Notes that the request is under way; empty if it is new, else what is known of the earlier one. */
    Optional<Earlier> begin(String key, String token, byte[] request) {
        database.createNativeMutationQuery(
                        "delete from idempotent_answers where created_at < now() - interval '24 hours'")
                .executeUpdate();
        int begun = database.createNativeMutationQuery("""
                        insert into idempotent_answers (key, token, request) values (:key, :token, :request)
                        on conflict do nothing""")
                .setParameter("key", key)
                .setParameter("token", token)
                .setParameter("request", request)
                .executeUpdate();
        return begun == 1 ? Optional.empty() : Optional.of(earlier(key, token, request));
    }

    void answered(String key, String token, Answer answer) {
        database.createNativeMutationQuery("""
                        update idempotent_answers set status = :status, location = :location, etag = :etag, body = :body
                        where key = :key and token = :token""")
                .setParameter("status", answer.status())
                .setParameter("location", answer.location(), String.class)
                .setParameter("etag", answer.etag(), String.class)
                .setParameter("body", answer.body(), String.class)
                .setParameter("key", key)
                .setParameter("token", token)
                .executeUpdate();
    }

    /** Forgets a request that changed nothing, so that it can be tried again. */
    void failed(String key, String token) {
        database.createNativeMutationQuery("delete from idempotent_answers where key = :key and token = :token")
                .setParameter("key", key)
                .setParameter("token", token)
                .executeUpdate();
    }

    private Earlier earlier(String key, String token, byte[] request) {
        List<?> rows = database.createNativeQuery("""
                        select request, status, location, etag, body from idempotent_answers
                        where key = :key and token = :token""", Object[].class)
                .setParameter("key", key)
                .setParameter("token", token)
                .getResultList();
        if (rows.isEmpty()) {
            return new Earlier(true, Optional.empty());
        }
        Object[] row = (Object[]) rows.get(0);
        Optional<Answer> answer = Optional.ofNullable((Number) row[1])
                .map(status -> new Answer(status.intValue(), (String) row[2], (String) row[3], (String) row[4]));
        return new Earlier(MessageDigest.isEqual(request, (byte[]) row[0]), answer);
    }

    /**
     * An earlier request with the same Idempotency-Key.
     *
     * @param answer empty while it is under way, or where the service ended in the midst of it
     */
    record Earlier(boolean isSame, Optional<Answer> answer) {}

    /** @param body JSON; null where there was none, or one that is shown once */
    record Answer(
            int status,
            @Nullable String location,
            @Nullable String etag,
            @Nullable String body) {}
}
