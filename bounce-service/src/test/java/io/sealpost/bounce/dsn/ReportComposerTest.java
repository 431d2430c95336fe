package io.sealpost.bounce.dsn;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.bounce.event.ReportForm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReportComposerTest {

    static List<GoldenReport> goldenReports() throws IOException {
        return GoldenReport.all();
    }

    @ParameterizedTest
    @MethodSource("goldenReports")
    void composesTheExpectedReport(GoldenReport golden) throws Exception {
        assertThat(text(golden.composed())).isEqualTo(text(golden.expected()));
    }

    @ParameterizedTest
    @MethodSource("goldenReports")
    void writesLinesThatTravel(GoldenReport golden) throws Exception {
        WireForm.assertTravels(golden.message());
    }

    /** The Mail Client would encode anew, or cut, what is not so. */
    @ParameterizedTest
    @MethodSource("goldenReports")
    void endsTheBodyWithItsLastBoundary(GoldenReport golden) throws Exception {
        ReportMessage report = golden.message();

        assertThat(report.body()).endsWith("--\n").doesNotContain("\r");
    }

    @Test
    void derivesTheMessageIdFromEventAndForm() throws Exception {
        var event = GoldenReport.all().get(0).event();

        assertThat(ReportComposer.messageId(event, ReportForm.FULL))
                .isEqualTo("<0193591e-2222-7000-8000-000000000001.full@relay-1.sealpost.example>");
        assertThat(ReportComposer.messageId(event, ReportForm.REDACTED))
                .isEqualTo("<0193591e-2222-7000-8000-000000000001.redacted@relay-1.sealpost.example>");
        assertThat(ReportComposer.messageId(event, ReportForm.PLAIN))
                .isEqualTo("<0193591e-2222-7000-8000-000000000001.plain@relay-1.sealpost.example>");
    }

    private static String text(byte[] message) {
        return new String(message, StandardCharsets.ISO_8859_1);
    }
}
