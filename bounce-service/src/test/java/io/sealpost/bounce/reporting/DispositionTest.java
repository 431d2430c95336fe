package io.sealpost.bounce.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sealpost.bounce.event.EventReader;
import io.sealpost.bounce.event.FailedReport;
import io.sealpost.bounce.event.ReportDue;
import io.sealpost.bounce.event.ReportForm;
import io.sealpost.bounce.event.ReportType;
import io.sealpost.bounce.fixture.Contracts;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DispositionTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void tellsTheSender() throws Exception {
        assertThat(Disposition.of(from("alice@sender.example"))).isInstanceOf(Disposition.Send.class);
    }

    @Test
    void tellsNobodyWhereTheReversePathIsNull() throws Exception {
        assertThat(Disposition.of(from(""))).isInstanceOf(Disposition.Suppress.class);
    }

    @Test
    void tellsNobodyWhereNotifyAsksForNoSuchReport() throws Exception {
        ObjectNode event = (ObjectNode) JSON.readTree(Contracts.text("delayed"));
        ((ObjectNode) event.at("/recipients/0")).putArray("notify").add("SUCCESS");

        assertThat(Disposition.of(new EventReader().read(JSON.writeValueAsBytes(event))))
                .isEqualTo(new Disposition.Suppress("NOTIFY asks for no such report"));
    }

    @ParameterizedTest
    @CsvSource({"delayed, Suppress", "tls-failure, Send", "relayed, Send"})
    void leavesOutNoticesOfDelaysAloneAboutAutomaticMail(String golden, String expected) throws Exception {
        ObjectNode event = (ObjectNode) JSON.readTree(Contracts.text(golden));
        event.put("headers", "List-Id: <news.example>\r\nPrecedence: bulk\r\nAuto-Submitted: auto-generated\r\n");

        assertThat(Disposition.of(new EventReader().read(JSON.writeValueAsBytes(event))))
                .extracting(disposition -> disposition.getClass().getSimpleName())
                .isEqualTo(expected);
    }

    @Test
    void recognisesTheFailureOfAReport() throws Exception {
        ReportDue event = new EventReader().read(Contracts.reportDue("report-failed"));

        assertThat(Disposition.of(event))
                .isEqualTo(new Disposition.ReportUndelivered(new FailedReport(
                        "<0193591e-2222-7000-8000-000000000001.full@relay-1.sealpost.example>", ReportForm.FULL)));
    }

    @ParameterizedTest
    @CsvSource({
        "TLS_FAILURE, FULL, FULL, REDACTED",
        "REJECTED, FULL, FULL,",
        "EXPIRED, FULL, FULL,",
        "TLS_FAILURE, REDACTED, REDACTED,",
        "TLS_FAILURE, PLAIN, PLAIN,",
        "TLS_FAILURE, FULL, PLAIN,",
        "TLS_FAILURE, PLAIN, FULL,"
    })
    void redactsOnlyAFullReportThatFailedForLackOfTls(
            ReportType failure, ReportForm said, ReportForm sent, ReportForm follows) {
        var undelivered = new Disposition.ReportUndelivered(new FailedReport("<id@mta>", said));

        assertThat(undelivered.followedBy(failure, sent).orElse(null)).isEqualTo(follows);
    }

    private static ReportDue from(String reversePath) throws Exception {
        ObjectNode event = (ObjectNode) JSON.readTree(Contracts.text("tls-failure"));
        ((ObjectNode) event.get("envelope")).put("reversePath", reversePath);
        return new EventReader().read(JSON.writeValueAsString(event).getBytes(StandardCharsets.UTF_8));
    }
}
