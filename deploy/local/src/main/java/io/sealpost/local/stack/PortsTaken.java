package io.sealpost.local.stack;

import java.util.Map;
import java.util.stream.Collectors;

/** Something else listens where the stack would. */
public final class PortsTaken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PortsTaken(Map<Integer, String> taken) {
        super(taken.entrySet().stream()
                        .map(port -> "port " + port.getKey() + " (" + port.getValue() + ")")
                        .collect(Collectors.joining(", "))
                + (taken.size() == 1 ? " is" : " are")
                + " already in use; move all ports with --port-offset N, for instance --port-offset 20000");
    }
}
