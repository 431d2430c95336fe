package io.sealpost.relay.mail;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * When the sender wants to be told what became of a recipient: the value of NOTIFY (RFC 3461 §4.1).
 *
 * @param conditions none of them: never
 */
public record Notify(Set<Condition> conditions) {
    private static final String NEVER = "NEVER";

    /** What may become of a recipient. */
    public enum Condition {
        SUCCESS,
        FAILURE,
        DELAY
    }

    public Notify {
        conditions = Set.copyOf(conditions);
    }

    /**
     * Reads {@code NEVER}, or conditions between commas.
     *
     * @throws IllegalArgumentException with words fit for the one who wrote it
     */
    public static Notify parse(String text) {
        String value = text.toUpperCase(Locale.ROOT);
        if (value.equals(NEVER)) {
            return new Notify(Set.of());
        }
        Set<Condition> conditions = EnumSet.noneOf(Condition.class);
        for (String word : value.split(",", -1)) {
            conditions.add(Arrays.stream(Condition.values())
                    .filter(each -> each.name().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "write NOTIFY=NEVER, or SUCCESS, FAILURE and DELAY between commas")));
        }
        return new Notify(conditions);
    }

    /** As it stands in the parameter. */
    @Override
    public String toString() {
        return conditions.isEmpty()
                ? NEVER
                : conditions.stream().sorted().map(Condition::name).collect(Collectors.joining(","));
    }
}
