package io.sealpost.bounce.record;

import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.ext.Provider;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Tells an absent database (503) from a fault of ours (500), by SQLSTATE. This API only reads, so whatever the database
 * says besides its absence is a fault; no SQLSTATE at all is the pool's own timeout.
 */
@Provider
@Priority(Priorities.USER - 1)
public class DatabaseAway extends ExceptionMapperBase<RuntimeException> {

    @Override
    protected HttpProblem toProblem(RuntimeException failure) {
        if (failure instanceof HttpProblem problem) {
            return problem;
        }
        SQLException cause = sqlCause(failure);
        boolean away = cause != null
                && (cause.getSQLState() == null || cause.getSQLState().matches("(08|28|3D|53|57|58).*|55000"));
        return away
                ? RecordProblem.databaseAway()
                : HttpProblem.builder().withStatus(500).build();
    }

    private static @Nullable SQLException sqlCause(Throwable failure) {
        Throwable cause = failure;
        while (cause != null && !(cause instanceof SQLException)) {
            cause = cause.getCause();
        }
        return (SQLException) cause;
    }
}
