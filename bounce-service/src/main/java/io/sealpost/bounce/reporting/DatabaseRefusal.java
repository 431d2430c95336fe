package io.sealpost.bounce.reporting;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Tells a statement that the database will never take from one that met an outage. */
final class DatabaseRefusal {

    /** SQLSTATE classes: data exception, integrity constraint violation. */
    private static final String DATA = "22";

    private static final String INTEGRITY = "23";

    private DatabaseRefusal() {}

    static boolean isForContent(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && isForContent(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isForContent(@Nullable String state) {
        return state != null && (state.startsWith(DATA) || state.startsWith(INTEGRITY));
    }
}
