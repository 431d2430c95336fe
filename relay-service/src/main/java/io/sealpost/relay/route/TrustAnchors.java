package io.sealpost.relay.route;

import io.sealpost.settings.ReadableFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.Master;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * The keys from which all signatures of the DNS are followed (RFC 4033 §2): DS or DNSKEY records, in the form of a zone
 * file.
 *
 * @param records at least one
 */
public record TrustAnchors(List<Record> records) {
    /** The keys of the root zone, of 2017 and 2024, as the IANA publishes them. */
    private static final String ROOT = """
            . IN DS 20326 8 2 E06D44B80B8F1D39A95C0B0D7C65D08458E880409BBC683457104237C7F8EC8D
            . IN DS 38696 8 2 683D2D0ACB8C9B712A1948B27F741219298D0A450D612C483AF444A4C0FB2B16
            """;

    public TrustAnchors {
        records = List.copyOf(records);
    }

    static TrustAnchors ofTheRoot() {
        return parse(ROOT);
    }

    /** Blocks. */
    static TrustAnchors ofFile(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** @throws IllegalArgumentException if the text is no zone file, or has no such record */
    static TrustAnchors parse(String zoneFile) {
        List<Record> records = new ArrayList<>();
        try (Master master =
                new Master(new ByteArrayInputStream(zoneFile.getBytes(StandardCharsets.UTF_8)), Name.root, 0)) {
            for (Record record = master.nextRecord(); record != null; record = master.nextRecord()) {
                if (record.getType() == Type.DS || record.getType() == Type.DNSKEY) {
                    records.add(record);
                }
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("no zone file: " + e.getMessage(), e);
        }
        if (records.isEmpty()) {
            throw new IllegalArgumentException("without a DS or DNSKEY record");
        }
        return new TrustAnchors(records);
    }

    /** A zone file. */
    byte[] toZoneFile() {
        StringBuilder text = new StringBuilder();
        records.forEach(record -> text.append(record).append('\n'));
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** Reads the setting. */
    public static final class FileSetting extends ReadableFile {
        private static final long serialVersionUID = 1L;

        @Override
        protected void judge(String text) {
            try {
                parse(text);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "must be a file of DS or DNSKEY records in the form of a zone file", e);
            }
        }
    }
}
