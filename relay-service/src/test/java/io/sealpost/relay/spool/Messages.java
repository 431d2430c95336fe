package io.sealpost.relay.spool;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.mail.EnvelopeId;
import io.sealpost.relay.mail.MessageDsn;
import io.sealpost.relay.mail.Notify;
import io.sealpost.relay.mail.OriginalRecipient;
import io.sealpost.relay.mail.RecipientDsn;
import io.sealpost.relay.mail.Reply;
import io.sealpost.relay.mail.ReturnContent;
import io.sealpost.relay.mail.ReversePath;
import io.sealpost.relay.outcome.AttemptClass;
import io.sealpost.relay.outcome.Observation;
import io.sealpost.relay.outcome.OcspStatus;
import io.sealpost.relay.outcome.TlsEvidence;
import io.sealpost.relay.policy.AcceptedName;
import io.sealpost.relay.policy.Decision;
import io.sealpost.relay.policy.Demand;
import io.sealpost.relay.policy.MessageFacts;
import io.sealpost.relay.policy.Proof;
import io.sealpost.relay.policy.RuleRef;
import io.sealpost.relay.policy.SpkiPin;
import io.sealpost.relay.policy.TlsLevel;
import io.sealpost.relay.policy.TlsRequirement;
import io.sealpost.relay.policy.TlsVersion;
import io.sealpost.relay.policy.Trial;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Messages for tests. */
final class Messages {
    private static final MessageFacts FACTS = new MessageFacts(
            List.of(Address.parse("alice@sender.example")),
            false,
            Map.of("subject", List.of("Contract")),
            Map.of("0f1e2d3c", true),
            1200,
            Optional.of(literal("192.0.2.1")));

    static final Instant ACCEPTED_AT = Instant.parse("2026-11-24T08:16:00Z");
    static final QueueId ID = new QueueId("0MVDH8R5C0001");

    private Messages() {}

    /** To one recipient under no rule. */
    static SpooledMessage plain(QueueId id, long size) {
        return new SpooledMessage(
                id,
                ACCEPTED_AT,
                ReversePath.parse("alice@sender.example"),
                MessageDsn.NONE,
                List.of(Domain.parse("sender.example")),
                MessageFacts.NONE,
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                size,
                ACCEPTED_AT,
                List.of(SpooledRecipient.accepted(
                        Address.parse("carol@elsewhere.example"), RecipientDsn.NONE, Decision.NONE)));
    }

    /** Every field in use. */
    static SpooledMessage full() {
        TlsRequirement requirement = TlsRequirement.of(
                TlsVersion.TLS_1_3,
                List.of(
                        new Demand.HostName(),
                        new Demand.RecipientDomain(List.of(
                                AcceptedName.parse(".provider.example"), AcceptedName.parse("mx.provider.example"))),
                        new Demand.PinnedKey(List.of(new SpkiPin("5f".repeat(32)))),
                        new Demand.Dane()),
                Duration.ofMinutes(90));
        Decision decision =
                new Decision(requirement, List.of(new RuleRef("domain/sender.example", "r-1", "Banks", 40)));
        Observation seen = new Observation(
                ACCEPTED_AT.plusMillis(900),
                "mx1.bank.example",
                Optional.of("192.0.2.25:25"),
                AttemptClass.SMTP_TEMP,
                Optional.of(new Reply(451, List.of("4.3.0 later", "please"))),
                "",
                Optional.of(new TlsEvidence(
                        "TLSv1.3",
                        "TLS_AES_256_GCM_SHA384",
                        List.of("ab12"),
                        List.of("mx1.bank.example"),
                        Optional.of(new SpkiPin("5f".repeat(32))),
                        Optional.of("CN=Bank"),
                        Optional.of(Instant.parse("2027-06-01T00:00:00Z")),
                        Optional.of(OcspStatus.GOOD),
                        Optional.of(TlsLevel.VERIFY),
                        List.of(new Proof(Proof.Kind.NAME, "mx1.bank.example")),
                        List.of())));
        SpooledRecipient waiting = new SpooledRecipient(
                Address.parse("\"bob smith\"@bank.example"),
                Optional.empty(),
                new RecipientDsn(
                        Optional.of(Notify.parse("FAILURE,DELAY")),
                        Optional.of(OriginalRecipient.parse("rfc822;bob+2Bx@bank.example"))),
                decision,
                SpooledRecipient.State.WAITING,
                Optional.of(ACCEPTED_AT.plusSeconds(1)),
                1,
                false,
                true,
                List.of(seen));
        SpooledRecipient delivered = new SpooledRecipient(
                Address.parse("carol@elsewhere.example"),
                Optional.empty(),
                RecipientDsn.NONE,
                new Decision(
                        TlsRequirement.NONE,
                        List.of(),
                        Optional.empty(),
                        Optional.of(new Trial(
                                TlsRequirement.ENCRYPT, decision.rules(), Optional.empty(), List.of(), List.of())),
                        List.of(),
                        List.of()),
                SpooledRecipient.State.DELIVERED,
                Optional.of(ACCEPTED_AT.plusSeconds(1)),
                1,
                true,
                false,
                List.of());
        return new SpooledMessage(
                ID,
                ACCEPTED_AT,
                ReversePath.NULL,
                new MessageDsn(Optional.of(ReturnContent.HDRS), Optional.of(EnvelopeId.parse("q+3D1"))),
                List.of(Domain.parse("sender.example")),
                FACTS,
                Optional.of(ReportForm.FULL),
                Optional.of("<m1@sender.example>"),
                true,
                true,
                1234,
                ACCEPTED_AT.plusSeconds(301),
                List.of(waiting, delivered));
    }

    static OutboxEvent event(String id) {
        return new OutboxEvent("sealpost.deliveries", ID.value(), id, "io.sealpost.delivery", ACCEPTED_AT, "{}");
    }

    private static InetAddress literal(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(address, e);
        }
    }
}
