package io.sealpost.rules.problem;

import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.ext.Provider;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Tells an absent database (503) and a lost race (409) from a fault of ours (500), by SQLSTATE.
 *
 * <p>Classes 08 (connection), 28 (login), 3D (no such database), 53 (resources), 57 (operator intervention), 58 (its
 * disk), 25006 (only a standby is there), 55000 (not open yet) and 55P03 (lock not available) are for trying again; no
 * SQLSTATE at all is the pool's own timeout. 23 is a constraint, 40 a serialization failure.
 */
@Provider
@Priority(Priorities.USER - 1)
public class DatabaseProblems extends ExceptionMapperBase<RuntimeException> {

    /** A character that PostgreSQL has no place for. */
    private static final String NOT_STORABLE = "22021";

    @Override
    protected HttpProblem toProblem(RuntimeException failure) {
        return failure instanceof HttpProblem problem ? problem : of(failure);
    }

    /**
     * The answer. Where it is one of ours, the failure loses its stacks: it is no fault, and while the database is away each
     * request would write them to the log.
     */
    static HttpProblem of(Exception failure) {
        HttpProblem problem = told(failure);
        if (problem instanceof ProblemException) {
            forgetStacks(failure);
        }
        return problem;
    }

    private static void forgetStacks(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            each.setStackTrace(new StackTraceElement[0]);
            Arrays.stream(each.getSuppressed()).forEach(DatabaseProblems::forgetStacks);
        }
    }

    private static HttpProblem told(Exception failure) {
        SQLException cause = sqlCause(failure);
        if (cause == null) {
            return HttpProblem.builder().withStatus(500).build();
        }
        String state = cause.getSQLState();
        if (state == null || state.matches("(08|28|3D|53|57|58).*|25006|55000|55P03")) {
            return new Problem.Unavailable("The database cannot be reached at present").asException();
        }
        if (state.equals(NOT_STORABLE)) {
            return new Problem.Other(
                            400, "A text does not fit", "A text holds the character NUL, which cannot be kept.")
                    .asException();
        }
        if (state.startsWith("23") || state.startsWith("40")) {
            return new Problem.Conflict("Somebody else changed the same thing at the same moment. Try again.")
                    .asException();
        }
        return HttpProblem.builder().withStatus(500).build();
    }

    private static @Nullable SQLException sqlCause(Throwable failure) {
        Throwable cause = failure;
        while (cause != null && !(cause instanceof SQLException)) {
            cause = cause.getCause();
        }
        return (SQLException) cause;
    }
}
