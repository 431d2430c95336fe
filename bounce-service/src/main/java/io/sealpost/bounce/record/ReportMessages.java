package io.sealpost.bounce.record;

import io.sealpost.bounce.dsn.ReportComposer;
import io.sealpost.bounce.dsn.ReportMessage;
import io.sealpost.bounce.event.EventReader;
import io.sealpost.bounce.event.ReportDue;
import io.sealpost.bounce.event.ReportForm;
import io.sealpost.bounce.event.UnreadableEventException;
import io.sealpost.bounce.record.DigestMembers.Member;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Composes the message of a report, which is the same each time. */
@ApplicationScoped
public class ReportMessages {

    private static final Logger LOG = Logger.getLogger(ReportMessages.class);

    private final EventReader reader = new EventReader();
    private final ReportComposer composer;
    private final DigestMembers members;

    ReportMessages(ReportComposer composer, DigestMembers members) {
        this.composer = composer;
        this.members = members;
    }

    /** Of a claimed report. Blocks where it tells of many. */
    public ReportMessage of(Claim claim) {
        return compose(claim.subject(), claim.form(), claim.createdAt()).under(claim.messageId());
    }

    /** Of a stored report; nothing where its event cannot be read. */
    Optional<ReportMessage> of(ReportEntity row) {
        return subject(row)
                .map(subject -> compose(subject, row.form, row.createdAt).under(row.messageId));
    }

    /** Of an event that is not stored, as of now. */
    ReportMessage preview(ReportDue event, ReportForm form) {
        return composer.compose(event, form, Instant.now());
    }

    /** What a stored report is about; nothing where its event cannot be read. */
    Optional<Subject> subject(ReportEntity row) {
        return row.event == null
                ? Optional.of(new Subject.OfDigest(row.digest().toDigest()))
                : event(row.event.value, row.id);
    }

    /** The stored event. */
    Optional<Subject> event(byte[] value, String reportId) {
        try {
            return Optional.of(new Subject.OfEvent(reader.read(value)));
        } catch (UnreadableEventException e) {
            LOG.errorf("Stored event cannot be read reportId=%s cause=%s", reportId, e.getMessage());
            return Optional.empty();
        }
    }

    private ReportMessage compose(Subject subject, ReportForm form, Instant date) {
        return subject.match(event -> composer.compose(event, form, date), digest -> compose(digest, form, date));
    }

    private ReportMessage compose(Digest digest, ReportForm form, Instant date) {
        List<Member> told =
                members.oldest(digest, digest.kind() == Digest.Kind.STORM ? ReportComposer.MOST_SUMMARIZED : 1);
        if (told.isEmpty()) {
            throw new IllegalStateException("the digest tells of nothing");
        }
        Member first = told.get(0);
        return digest.kind() == Digest.Kind.STORM
                ? composer.summarize(
                        digest.id(), told.stream().map(Member::event).toList(), form, date)
                : composer.notifyContact(digest.recipient(), first.event(), first.reason(), date);
    }
}
