package io.sealpost.rules.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

class DatabaseProblemsTest {

    private static List<String> logged(Exception failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        return text.toString().lines().toList();
    }

    @Test
    void keepsTheCausesOfAnAbsentDatabaseWithoutTheirStacks() {
        Exception failure = new IllegalStateException("not asked", new SQLException("refused", "08001"));
        failure.addSuppressed(new IllegalStateException("not rolled back"));

        assertThat(DatabaseProblems.of(failure).getStatusCode()).isEqualTo(503);

        assertThat(logged(failure))
                .containsExactly(
                        "java.lang.IllegalStateException: not asked",
                        "\tSuppressed: java.lang.IllegalStateException: not rolled back",
                        "Caused by: java.sql.SQLException: refused");
    }

    @Test
    void keepsTheStackOfAFault() {
        Exception failure = new IllegalStateException("wrong", new SQLException("no such column", "42703"));

        assertThat(DatabaseProblems.of(failure).getStatusCode()).isEqualTo(500);

        assertThat(logged(failure)).hasSizeGreaterThan(4);
    }
}
