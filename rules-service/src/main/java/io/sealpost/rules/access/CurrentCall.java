package io.sealpost.rules.access;

import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/** The request under way: who calls, from where, and for what. */
@RequestScoped
public class CurrentCall {

    private @Nullable Call call;

    void begin(Call begun) {
        call = begun;
    }

    /** The call; an {@link IllegalStateException} before it was let in. */
    public Call get() {
        if (call == null) {
            throw new IllegalStateException("Nobody was let in");
        }
        return call;
    }

    public boolean isLetIn() {
        return call != null;
    }

    /**
     * A call that was let in.
     *
     * @param address where it came from, as the trusted proxies tell
     * @param operation method and path
     */
    public record Call(Caller caller, @Nullable String address, String operation, Right right) {}
}
