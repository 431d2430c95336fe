package io.sealpost.relay.route;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * Has a question asked once at a time: whoever has it meanwhile is told the same answer. A thousand messages that become
 * due for one host ask the DNS no more than one does. Thread-safe.
 */
final class SharedQuestions<Q, A> {
    private final ConcurrentMap<Q, CompletableFuture<A>> open = new ConcurrentHashMap<>();

    /** @param asking begins to ask; called unless somebody is asking */
    CompletionStage<A> ask(Q question, Supplier<CompletionStage<A>> asking) {
        CompletableFuture<A> mine = new CompletableFuture<>();
        CompletableFuture<A> others = open.putIfAbsent(question, mine);
        if (others != null) {
            return others;
        }
        begin(asking).whenComplete((answer, failure) -> {
            open.remove(question);
            if (failure == null) {
                mine.complete(answer);
            } else {
                mine.completeExceptionally(failure);
            }
        });
        return mine;
    }

    private static <A> CompletionStage<A> begin(Supplier<CompletionStage<A>> asking) {
        try {
            return asking.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }
}
