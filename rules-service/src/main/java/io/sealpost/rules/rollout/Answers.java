package io.sealpost.rules.rollout;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers writes: at once, or when the change is in force. */
@ApplicationScoped
public class Answers {

    private final Waits waits;
    private final ObjectMapper json;

    Answers(Waits waits, ObjectMapper json) {
        this.waits = waits;
        this.json = json;
    }

    /** Checks what the request says of waiting, then writes, then answers as {@link #to(Written, Optional)}. */
    public Uni<Response> to(Write request, Supplier<Written> write) {
        Optional<Duration> wait = request.time();
        return to(write.get(), wait);
    }

    /**
     * The answer to a write. With a time to wait, its body carries {@code rollout}, and its status is 202 while the
     * change is pending.
     */
    public Uni<Response> to(Written write, Optional<Duration> wait) {
        if (wait.isEmpty()) {
            return Uni.createFrom().item(answer(write, write.status(), write.body()));
        }
        return waits.until(write.change(), wait.get()).map(rollout -> {
            ObjectNode body = write.body() == null ? json.createObjectNode() : json.valueToTree(write.body());
            body.set("rollout", json.valueToTree(rollout));
            int whenComplete = write.status() == 204 ? 200 : write.status();
            return answer(write, rollout.isComplete() ? whenComplete : 202, body);
        });
    }

    private static Response answer(Written write, int status, @Nullable Object body) {
        return Response.status(status)
                .entity(body)
                .location(write.location())
                .header("ETag", write.etag())
                .build();
    }
}
