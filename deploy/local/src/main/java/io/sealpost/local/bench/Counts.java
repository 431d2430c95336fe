package io.sealpost.local.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * How many messages.
 *
 * @param taken answered with 250
 * @param complete taken, and arrived at all of their recipients whose server answers
 * @param twice arrived once more at a recipient
 * @param damaged arrived, and not as they were sent
 * @param complaints the first things that went wrong, in words
 */
record Counts(int taken, int refused, int complete, int twice, int damaged, List<String> complaints) {
    Counts {
        complaints = List.copyOf(complaints);
    }

    /** What came since then. */
    Counts since(Counts before) {
        return new Counts(
                taken - before.taken,
                refused - before.refused,
                complete - before.complete,
                twice - before.twice,
                damaged - before.damaged,
                complaints.subList(before.complaints.size(), complaints.size()));
    }

    /** What must not be, in sentences; none when every message was taken and has arrived as it was sent. */
    List<String> failures() {
        List<String> failures = new ArrayList<>();
        if (refused > 0) {
            failures.add(refused + " of " + (taken + refused) + " messages were not taken");
        }
        if (complete < taken) {
            failures.add((taken - complete) + " of " + taken + " messages that were taken have not arrived");
        }
        if (damaged > 0) {
            failures.add(damaged + " messages have not arrived as they were sent");
        }
        failures.addAll(complaints);
        return failures;
    }
}
