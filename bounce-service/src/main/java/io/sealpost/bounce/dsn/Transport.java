package io.sealpost.bounce.dsn;

import io.sealpost.bounce.event.OriginalRecipient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How a report may travel: in 7-bit ASCII everywhere, or as an internationalized message (RFC 6532, RFC 6533), which only
 * servers with SMTPUTF8 take.
 *
 * <p>The second is chosen only where the sender's own address is not ASCII, for then no other report could reach it. An
 * ASCII sender of an SMTPUTF8 message gets the 7-bit forms, since nothing says that its server takes others.
 */
enum Transport {
    SEVEN_BIT("message/delivery-status", "text/rfc822-headers") {
        @Override
        String clean(String text) {
            return SafeText.ascii(text);
        }

        @Override
        String utf8Address(String address) {
            return address.codePoints().mapToObj(Transport::quoted).collect(Collectors.joining());
        }

        @Override
        BodyPart part(String contentType, String description, List<String> lines) {
            return BodyPart.ofOctets(contentType, description, lines);
        }
    },
    INTERNATIONALIZED("message/global-delivery-status", "message/global-headers") {
        @Override
        String clean(String text) {
            return SafeText.line(text);
        }

        @Override
        String utf8Address(String address) {
            return address;
        }

        @Override
        BodyPart part(String contentType, String description, List<String> lines) {
            return BodyPart.ofUtf8Octets(contentType, description, lines);
        }
    };

    private static final String RFC822 = "rfc822";
    private static final String UTF_8 = "utf-8";

    private final String statusType;
    private final String headersType;

    Transport(String statusType, String headersType) {
        this.statusType = statusType;
        this.headersType = headersType;
    }

    static Transport to(String reversePath) {
        return SafeText.isAscii(reversePath) ? SEVEN_BIT : INTERNATIONALIZED;
    }

    /** RFC 6522 §3: the report's type is the subtype of its second part. */
    String reportType() {
        return "report; report-type=" + statusType.substring(statusType.indexOf('/') + 1);
    }

    /** The media type of the part for machines. */
    String statusType() {
        return statusType;
    }

    /** The media type of the original's headers. */
    String headersType() {
        return headersType;
    }

    /** Words of any origin as one printable line of what may travel. */
    abstract String clean(String text);

    /** RFC 6533 §3: the address itself, or its 7-bit form {@code utf-8-addr-xtext}. */
    abstract String utf8Address(String address);

    /** A part of octets, one character an octet and one string a line. */
    abstract BodyPart part(String contentType, String description, List<String> lines);

    /** A part of text in UTF-8; {@code text} has LF line ends. */
    BodyPart textPart(String contentType, String description, String text) {
        String octets = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        return part(contentType, description, octets.lines().toList());
    }

    /** A field of any origin, made fit to travel and folded. */
    HeaderField field(String name, String value) {
        return HeaderField.folded(name, clean(value));
    }

    /** An address with its type; one that is not ASCII has a type of its own (RFC 6533 §3). */
    String typed(String address) {
        return SafeText.isAscii(address) ? RFC822 + "; " + address : UTF_8 + "; " + utf8Address(address);
    }

    /** What the sender wrote, with the type that it gave, where that can be said so. */
    String typed(OriginalRecipient original) {
        return switch (original.addressType()) {
            case RFC822 -> typed(original.address());
            case UTF_8 -> UTF_8 + "; " + utf8Address(original.address());
            default -> original.addressType() + "; " + original.address();
        };
    }

    private static String quoted(int character) {
        boolean literal = character > ' ' && character < 0x7f && "+=\\".indexOf(character) < 0;
        return literal ? Character.toString(character) : "\\x{%02X}".formatted(character);
    }
}
