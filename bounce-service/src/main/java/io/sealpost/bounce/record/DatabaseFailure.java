package io.sealpost.bounce.record;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** Says by SQLSTATE what a failed statement met; whatever is neither of these is a fault of ours. */
public final class DatabaseFailure {

    private DatabaseFailure() {}

    /** The database is away, and the same statement will do when it is back. No SQLSTATE is the pool's own timeout. */
    public static boolean isOutage(Throwable failure) {
        return sql(failure)
                .filter(sql -> sql.getSQLState() == null || sql.getSQLState().matches("(08|28|3D|53|57|58).*|55000"))
                .isPresent();
    }

    /** The database will never take the values: data exception, integrity constraint violation. */
    public static boolean isForContent(Throwable failure) {
        return sql(failure)
                .map(SQLException::getSQLState)
                .filter(state -> state.matches("(22|23).*"))
                .isPresent();
    }

    /** Where a commit failed, the transaction's own exception has it among the suppressed. */
    private static Optional<SQLException> sql(Throwable failure) {
        return failure instanceof SQLException sql
                ? Optional.of(sql)
                : Stream.concat(Stream.ofNullable(failure.getCause()), Arrays.stream(failure.getSuppressed()))
                        .flatMap(behind -> sql(behind).stream())
                        .findFirst();
    }
}
