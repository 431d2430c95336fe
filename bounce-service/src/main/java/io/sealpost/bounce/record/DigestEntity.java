package io.sealpost.bounce.record;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A digest; what it tells of are the reports that name it. Rows are written by the statements of {@link Digests} alone. */
@Entity
@Table(name = "digest")
class DigestEntity {

    @Id
    String id;

    @Convert(converter = WireNames.Kinds.class)
    Digest.Kind kind;

    String recipient;
    String organization;
    String contact;
    String locale;

    @Column(name = "reporting_mta")
    String reportingMta;

    int members;

    Digest toDigest() {
        return new Digest(id, kind, recipient, organization, contact, locale, reportingMta);
    }
}
