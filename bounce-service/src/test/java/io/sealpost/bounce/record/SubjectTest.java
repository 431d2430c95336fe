package io.sealpost.bounce.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.bounce.event.EventReader;
import io.sealpost.bounce.event.ReportForm;
import io.sealpost.bounce.fixture.Contracts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SubjectTest {

    private static final Digest.Kind STORM = Digest.Kind.STORM;
    private static final Digest.Kind UNDELIVERED = Digest.Kind.UNDELIVERED;

    @Test
    void givesACopyAMessageIdOfItsOwn() throws Exception {
        Subject subject = new Subject.OfEvent(new EventReader().read(Contracts.reportDue("tls-failure")));

        assertThat(subject.messageId(ReportForm.FULL, 1))
                .isEqualTo("<" + subject.id() + ".full@relay-1.sealpost.example>");
        assertThat(subject.messageId(ReportForm.FULL, 2))
                .isEqualTo("<" + subject.id() + ".full.2@relay-1.sealpost.example>");
    }

    @Test
    void knowsTheContactOfAnEventsOrganization() throws Exception {
        Subject subject = new Subject.OfEvent(new EventReader().read(Contracts.reportDue("tls-failure")));

        assertThat(subject.contact()).contains(new Subject.Contact("acme", "postmaster@acme.example"));
    }

    @Test
    void tellsNobodyThatAContactCannotBeTold() {
        assertThat(about(UNDELIVERED, "acme", "postmaster@acme.example").contact())
                .isEmpty();
        assertThat(about(STORM, "acme", "postmaster@acme.example").contact())
                .contains(new Subject.Contact("acme", "postmaster@acme.example"));
    }

    @Test
    void tellsNobodyWhereThereIsNoContact() {
        assertThat(about(STORM, "acme", null).contact()).isEmpty();
        assertThat(about(STORM, "acme", " ").contact()).isEmpty();
        assertThat(about(STORM, null, "postmaster@acme.example").contact()).isEmpty();
    }

    private static Subject about(Digest.Kind kind, @Nullable String organization, @Nullable String contact) {
        return new Subject.OfDigest(
                new Digest("d1", kind, "alice@sender.example", organization, contact, null, "relay-1.example"));
    }
}
