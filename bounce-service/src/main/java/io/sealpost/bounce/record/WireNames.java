package io.sealpost.bounce.record;

import io.sealpost.bounce.event.ReportForm;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Locale;

/** How enumerations stand in the database: by their wire names. */
final class WireNames {

    private WireNames() {}

    @Converter
    static final class Forms implements AttributeConverter<ReportForm, String> {
        @Override
        public String convertToDatabaseColumn(ReportForm form) {
            return form.wireName();
        }

        @Override
        public ReportForm convertToEntityAttribute(String name) {
            return form(name);
        }
    }

    @Converter
    static final class Statuses implements AttributeConverter<ReportStatus, String> {
        @Override
        public String convertToDatabaseColumn(ReportStatus status) {
            return status.wireName();
        }

        @Override
        public ReportStatus convertToEntityAttribute(String name) {
            return ReportStatus.valueOf(name.toUpperCase(Locale.ROOT));
        }
    }

    @Converter
    static final class Kinds implements AttributeConverter<Digest.Kind, String> {
        @Override
        public String convertToDatabaseColumn(Digest.Kind kind) {
            return kind.wireName();
        }

        @Override
        public Digest.Kind convertToEntityAttribute(String name) {
            return Digest.Kind.valueOf(name.toUpperCase(Locale.ROOT));
        }
    }

    static ReportForm form(String name) {
        return ReportForm.valueOf(name.toUpperCase(Locale.ROOT));
    }
}
