package io.sealpost.bounce.dsn;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** What holds of every report on the wire, whatever stands in its event. */
final class WireForm {

    /** Beyond this no report may grow: 64 KiB of headers, encoded, and a hundred recipients. */
    static final int LARGEST = 2_000_000;

    private static final Set<String> FIELDS = Set.of(
            "Date",
            "From",
            "To",
            "Subject",
            "Message-ID",
            "In-Reply-To",
            "References",
            "Auto-Submitted",
            "Sealpost-Report",
            "MIME-Version",
            "Content-Type");

    private WireForm() {}

    static void assertTravels(ReportMessage report) throws Exception {
        byte[] bytes = report.toBytes();
        String wire = new String(bytes, StandardCharsets.ISO_8859_1);

        assertThat(bytes.length).isLessThanOrEqualTo(LARGEST);
        assertThat(wire.split("\r\n", -1)).allMatch(line -> line.length() <= 998);
        assertThat(wire.replace("\r\n", "").chars())
                .allMatch(octet -> octet == '\t' || (octet >= ' ' && octet != 0x7f && isFit(report, octet)));
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        assertHeader(List.of(wire.substring(0, wire.indexOf("\r\n\r\n")).split("\r\n(?![ \t])")));
    }

    /** Every line begins a field that we write, each at most once. */
    private static void assertHeader(List<String> fields) {
        List<String> names =
                fields.stream().map(field -> field.split(":", 2)[0]).toList();
        assertThat(FIELDS).containsAll(names);
        assertThat(names).doesNotHaveDuplicates();
    }

    private static boolean isFit(ReportMessage report, int octet) {
        return octet < 0x80 || report.needsSmtpUtf8();
    }
}
