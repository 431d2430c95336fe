package io.sealpost.bounce.dsn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.lists;
import static org.quicktheories.generators.SourceDSL.strings;

import io.sealpost.bounce.event.AppliedRule;
import io.sealpost.bounce.event.AttemptClass;
import io.sealpost.bounce.event.Diagnostic;
import io.sealpost.bounce.event.Envelope;
import io.sealpost.bounce.event.HostTried;
import io.sealpost.bounce.event.OriginalRecipient;
import io.sealpost.bounce.event.Recipient;
import io.sealpost.bounce.event.ReportDue;
import io.sealpost.bounce.event.ReportForm;
import io.sealpost.bounce.event.ReportType;
import io.sealpost.bounce.event.TlsSession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.Multipart;
import org.junit.jupiter.api.Test;
import org.quicktheories.core.Gen;

/**
 * Whatever stands in an event, its report travels: 7-bit or UTF-8, short lines, no field but ours, bounded, and readable by
 * another library. {@code -Dsealpost.fuzz.examples} sets how many events are tried.
 */
class ReportPropertiesTest {

    private static final int EXAMPLES = Integer.getInteger("sealpost.fuzz.examples", 60);
    private static final Instant AT = Instant.parse("2026-11-24T08:16:00Z");

    /** What servers and senders are known to try, between random characters of all planes. */
    private static final List<String> HOSTILE = List.of(
            "\r\nBcc: all@victim.example\r\n",
            "\n\n--=_fuzz\nContent-Type: text/html\n\n<script>alert(1)</script>",
            "--=_fuzz--",
            "--=_alt_fuzz",
            "\r\n.\r\nMAIL FROM:<x@y>",
            "\u202e\u2066\ufeff\u200b\u2028\u0085",
            "=?utf-8?Q?=0D=0ABcc:_x?= =?utf-8?B?DQpCY2M6IHg=?=",
            "=?no-such-charset?Q?x?= =?utf-8?B?%%%?=",
            "{#eval subject}{subject}{/eval}{! x",
            "\ud800",
            "\u0000\u001b[31m\u007f",
            "w".repeat(2000),
            "é".repeat(1500),
            " ".repeat(1200),
            "\"'<>&;=\\");

    /** Controls, and what turns the direction of reading or cannot be seen. */
    private static final Pattern HOSTILE_IN_LINE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}]");

    private static final Pattern HOSTILE_IN_TEXT = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}&&[^\n]]");

    private static final Gen<String> TEXT = lists().of(integers()
                    .between(0, HOSTILE.size() - 1)
                    .map(HOSTILE::get)
                    .mix(strings().allPossible().ofLengthBetween(0, 60), 50))
            .ofSizeBetween(0, 6)
            .map(pieces -> String.join("", pieces));

    private static final Gen<List<String>> TEXTS = lists().of(TEXT).ofSize(10);

    @Test
    void travelsWhateverTheEventHolds() {
        qt().withExamples(EXAMPLES)
                .withShrinkCycles(20)
                .forAll(
                        TEXTS,
                        integers().between(0, ReportType.values().length - 1),
                        integers().between(0, 5))
                .checkAssert((texts, type, variant) -> assertTravels(event(texts, ReportType.values()[type], variant)));
    }

    @Test
    void isBoundedForTheLargestEvent() throws Exception {
        List<String> large = Collections.nCopies(10, "é<".repeat(20_000));
        ReportDue event = event(large, ReportType.REJECTED, 0);
        List<Recipient> hundred = Collections.nCopies(100, event.recipients().get(0));

        assertTravels(with(event, hundred, "X: " + "\u00e9".repeat(65_000) + "\r\n"));
    }

    private static void assertTravels(ReportDue event) {
        try {
            for (ReportForm form : ReportForm.values()) {
                ReportMessage report = GoldenReport.COMPOSER.compose(event, form, AT);
                WireForm.assertTravels(report);
                Message read = Mime4jReadBackTest.read(report);
                assertThat(((Multipart) read.getBody()).getBodyParts()).hasSize(3);
                assertThat(Mime4jReadBackTest.to(read)).isEqualTo("<" + report.recipient() + ">");
                assertShowsNothingHostile(read);
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Also when it is decoded: only of the returned headers, which are octets of the sender's own, this does not hold. */
    private static void assertShowsNothingHostile(Message read) throws Exception {
        assertThat(read.getSubject()).doesNotContainPattern(HOSTILE_IN_LINE);
        List<Entity> parts = ((Multipart) read.getBody()).getBodyParts();
        for (Entity people : ((Multipart) parts.get(0).getBody()).getBodyParts()) {
            assertThat(Mime4jReadBackTest.text(people)).doesNotContainPattern(HOSTILE_IN_TEXT);
        }
        assertThat(Mime4jReadBackTest.octets(parts.get(1)).lines())
                .allSatisfy(line ->
                        assertThat(line).doesNotContainPattern(HOSTILE_IN_LINE).matches(" .*|[A-Z][A-Za-z-]+:.*|"));
    }

    private static ReportDue event(List<String> texts, ReportType type, int variant) {
        String status = type == ReportType.DELAYED ? "4.4.1" : type == ReportType.RELAYED ? "2.0.0" : "5.1.1";
        AttemptClass kind = AttemptClass.values()[variant];
        Diagnostic.Source source = variant % 2 == 0 ? Diagnostic.Source.REMOTE : Diagnostic.Source.LOCAL;
        Recipient recipient = new Recipient(
                line(texts.get(0)) + "@partner.example",
                new OriginalRecipient(variant == 1 ? "utf-8" : "rfc822", texts.get(1) + "@x"),
                null,
                kind,
                status,
                new Diagnostic(source, "550 " + texts.get(2), line(texts.get(3))),
                null,
                List.of(new AppliedRule("domain/sender.example", "r-1", "n" + texts.get(4), 1)),
                null,
                AT,
                AT,
                List.of(0));
        HostTried host = new HostTried(
                AT,
                line(texts.get(3)),
                "192.0.2.1:25",
                kind,
                texts.get(5),
                texts.get(6),
                texts.get(7),
                new TlsSession("TLSv1.3", null, List.of(texts.get(8)), texts.get(9), AT, List.of("expired")));
        ReportDue event = new ReportDue(
                "fuzz",
                type,
                "Q1",
                "relay-1",
                "relay-1.sealpost.example",
                AT,
                AT,
                AT,
                new Envelope(variant == 5 ? "jörg@sender.example" : "alice@sender.example", texts.get(8), null, null),
                variant == 4 ? "<b>\u202E&{x}\"@sender.example" : null,
                "sender.example",
                null,
                variant == 3 ? "de" : texts.get(9),
                true,
                null,
                "",
                List.of(recipient),
                List.of(host));
        return with(event, asking(event), headers(texts));
    }

    private static List<Recipient> asking(ReportDue event) {
        List<Recipient> recipients = new ArrayList<>();
        for (Recipient each : event.recipients()) {
            recipients.add(new Recipient(
                    each.address(),
                    each.originalRecipient(),
                    Set.of(event.type().condition()),
                    each.cause(),
                    each.status(),
                    each.diagnostic(),
                    each.requirement(),
                    each.rules(),
                    each.held(),
                    each.firstAttemptAt(),
                    each.lastAttemptAt(),
                    each.hosts()));
        }
        return recipients;
    }

    private static ReportDue with(ReportDue event, List<Recipient> recipients, String headers) {
        return new ReportDue(
                event.id(),
                event.type(),
                event.queueId(),
                event.relay(),
                event.reportingMta(),
                event.at(),
                event.arrivedAt(),
                event.expiresAt(),
                event.envelope(),
                event.copyOf(),
                event.domain(),
                event.organization(),
                event.locale(),
                event.confidential(),
                event.report(),
                headers,
                recipients,
                event.hosts());
    }

    private static String headers(List<String> texts) {
        return "Subject: " + texts.get(2) + "\r\nMessage-ID: " + texts.get(5) + "\r\nReferences: <a@b> " + texts.get(6)
                + "\r\nDate: " + texts.get(7) + "\r\n" + texts.get(0);
    }

    /** As the reader demands of addresses and host names. */
    private static String line(String text) {
        String line = text.codePoints()
                .filter(character -> !Character.isISOControl(character))
                .limit(300)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return line.substring(0, Math.min(900, line.length()));
    }
}
