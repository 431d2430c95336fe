package io.sealpost.bounce.record;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseFailureTest {

    @ParameterizedTest
    @CsvSource({
        "22021, false, true",
        "23514, false, true",
        "08006, true, false",
        "57P01, true, false",
        "53300, true, false",
        "55000, true, false",
        ", true, false",
        "42703, false, false",
        "40001, false, false"
    })
    void isToldByTheSqlState(String state, boolean outage, boolean forContent) {
        var failure = new PersistenceException(new RuntimeException(new SQLException("no", state)));

        assertThat(DatabaseFailure.isOutage(failure)).isEqualTo(outage);
        assertThat(DatabaseFailure.isForContent(failure)).isEqualTo(forContent);
    }

    @Test
    void isFoundBehindACommitThatFailed() {
        var failure = new RuntimeException("ARJUNA016053: Could not commit transaction.");
        failure.addSuppressed(new RuntimeException(new SQLException("no", "08006")));

        assertThat(DatabaseFailure.isOutage(failure)).isTrue();
    }

    @Test
    void takesWhatIsNotSqlForAFaultOfOurs() {
        assertThat(DatabaseFailure.isOutage(new NullPointerException())).isFalse();
        assertThat(DatabaseFailure.isForContent(new NullPointerException())).isFalse();
    }
}
