package io.sealpost.rules.bulk;

import io.sealpost.rules.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;

/** A line does not fit, and all of its organization is taken back. */
final class LineFailed extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<Outcome> outcomes;

    /** @param before what became of the lines of the organization before it, until now */
    LineFailed(List<Outcome> before, long number, ProblemException why) {
        super(why);
        outcomes = new ArrayList<>();
        before.forEach(line -> outcomes.add(Outcome.of(line.line(), Outcome.State.ROLLED_BACK)));
        outcomes.add(Outcome.failed(number, why));
    }

    /** What became of the line and those before it. */
    List<Outcome> outcomes() {
        return outcomes;
    }
}
