package io.sealpost.local;

import io.sealpost.local.stack.Part;
import io.sealpost.local.stack.Stack;
import io.sealpost.local.state.BringBackRequest;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * What a launcher does once its stack is ready: says of each part once when it has ended by itself, and brings the ended
 * ones back when a second launcher asks for that.
 */
final class Watch {
    private static final long LOOK_MILLIS = 500;

    private final Stack stack;
    private final BringBackRequest request;
    private final PrintStream out;
    private final Set<String> told = new HashSet<>();

    Watch(Stack stack, PrintStream out) {
        this.stack = stack;
        this.request = new BringBackRequest(stack.data().path());
        this.out = out;
    }

    /** Returns when the stack is being ended, or this thread is interrupted. */
    void untilTheEnd() {
        try {
            while (stack.isReady()) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
                tell();
                if (request.isPending()) {
                    bringBack();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell() {
        stack.ended()
                .map(Part::name)
                .filter(name -> stack.isReady() && told.add(name))
                .forEach(name -> out.println(
                        name + " has ended; its log is " + stack.data().log(name) + "; `sealpost up` brings it back"));
    }

    private void bringBack() {
        try {
            List<String> back = stack.bringBack();
            back.forEach(name -> out.println(name + " is back"));
            told.clear();
            request.grant();
        } catch (RuntimeException e) {
            out.println(e.getMessage());
            request.refuse(String.valueOf(e.getMessage()));
        }
    }
}
