package io.sealpost.relay.report;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.mail.EnhancedStatus;
import io.sealpost.relay.mail.MessageDsn;
import io.sealpost.relay.mail.RecipientDsn;
import io.sealpost.relay.mail.Reply;
import io.sealpost.relay.mail.ReversePath;
import io.sealpost.relay.outcome.AttemptClass;
import io.sealpost.relay.outcome.Cause;
import io.sealpost.relay.outcome.FailureType;
import io.sealpost.relay.outcome.Observation;
import io.sealpost.relay.outcome.RecipientOutcome;
import io.sealpost.relay.outcome.TlsEvidence;
import io.sealpost.relay.policy.Decision;
import io.sealpost.relay.policy.MessageFacts;
import io.sealpost.relay.policy.Proof;
import io.sealpost.relay.policy.RuleRef;
import io.sealpost.relay.policy.SpkiPin;
import io.sealpost.relay.policy.TlsLevel;
import io.sealpost.relay.policy.TlsRequirement;
import io.sealpost.relay.spool.QueueId;
import io.sealpost.relay.spool.ReportForm;
import io.sealpost.relay.spool.SpooledMessage;
import io.sealpost.relay.spool.SpooledRecipient;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The messages and observations of the golden files. */
final class Samples {
    static final QueueId ID = new QueueId("0MVDH8R5C0001");
    static final Decision BANKS = new Decision(
            TlsRequirement.ENCRYPT,
            List.of(new RuleRef("domain/sender.example", "0193591e-0000-7000-8000-000000000002", "Banks", 40)));

    private Samples() {}

    static SpooledMessage message(String messageId, Instant acceptedAt, SpooledRecipient... recipients) {
        return new SpooledMessage(
                ID,
                acceptedAt,
                ReversePath.parse("alice@sender.example"),
                MessageDsn.NONE,
                List.of(Domain.parse("sender.example")),
                MessageFacts.NONE,
                Optional.empty(),
                Optional.of(messageId),
                false,
                false,
                1234,
                acceptedAt,
                List.of(recipients));
    }

    /** A report of the bounce-service, or with {@code form} empty other mail with a null reverse path. */
    static SpooledMessage nullPath(
            Optional<ReportForm> form, String messageId, Instant acceptedAt, SpooledRecipient... recipients) {
        return new SpooledMessage(
                ID,
                acceptedAt,
                ReversePath.NULL,
                MessageDsn.NONE,
                List.of(Domain.parse("sender.example")),
                MessageFacts.NONE,
                form,
                Optional.of(messageId),
                false,
                false,
                1234,
                acceptedAt,
                List.of(recipients));
    }

    static SpooledRecipient tried(
            String address,
            Decision decision,
            SpooledRecipient.State state,
            Instant firstAttemptAt,
            Observation... observations) {
        return new SpooledRecipient(
                Address.parse(address),
                Optional.empty(),
                RecipientDsn.NONE,
                decision,
                state,
                Optional.of(firstAttemptAt),
                1,
                true,
                false,
                List.of(observations));
    }

    static Observation seen(
            Instant at, String host, String address, AttemptClass kind, Optional<Reply> reply, String detail) {
        return new Observation(at, host, Optional.of(address), kind, reply, detail, Optional.empty());
    }

    /** Over a session whose certificate nobody judged. */
    static Observation over(Observation seen, String issuer) {
        return over(seen, issuer, Optional.empty(), List.of(), List.of());
    }

    static Observation over(
            Observation seen, String issuer, Optional<TlsLevel> verified, List<Proof> proofs, List<String> violations) {
        TlsEvidence evidence = new TlsEvidence(
                "TLSv1.3",
                "TLS_AES_256_GCM_SHA384",
                List.of("b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c"),
                List.of(seen.host()),
                Optional.of(new SpkiPin("5f".repeat(32))),
                Optional.of(issuer),
                Optional.of(Instant.parse("2027-06-01T00:00:00Z")),
                Optional.empty(),
                verified,
                proofs,
                violations);
        return new Observation(
                seen.at(),
                seen.host(),
                seen.address(),
                seen.kind(),
                seen.reply(),
                seen.detail(),
                Optional.of(evidence));
    }

    static RecipientOutcome failed(FailureType type, AttemptClass kind, String status, String text) {
        return new RecipientOutcome.Failed(
                type, new Cause(Optional.of(kind), EnhancedStatus.of(status), text, Optional.empty()));
    }

    static Sender acme(Optional<String> contact, Optional<String> locale) {
        return new Sender(
                Domain.parse("sender.example"), Optional.of(new Sender.Organization("acme", contact)), locale);
    }
}
