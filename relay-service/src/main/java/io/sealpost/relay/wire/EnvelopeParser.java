package io.sealpost.relay.wire;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.EnhancedStatus;
import io.sealpost.relay.mail.EnvelopeId;
import io.sealpost.relay.mail.MessageDsn;
import io.sealpost.relay.mail.Notify;
import io.sealpost.relay.mail.OriginalRecipient;
import io.sealpost.relay.mail.RecipientDsn;
import io.sealpost.relay.mail.Reply;
import io.sealpost.relay.mail.ReturnContent;
import io.sealpost.relay.mail.ReversePath;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads MAIL and RCPT (RFC 5321 §4.1.1.2, §4.1.1.3) with the parameters of SIZE (RFC 1870), 8BITMIME (RFC 6152),
 * SMTPUTF8 (RFC 6531), DSN (RFC 3461) and AUTH (RFC 4954 §5).
 *
 * <p>What BODY says is checked and then forgotten: the octets themselves show whether they go beyond ASCII.
 */
final class EnvelopeParser {
    /** {@code <path>} and what follows; a quoted local part may hold anything, even {@code >}. */
    private static final Pattern PATH =
            Pattern.compile(" *+<((?:[^\"<>]|\"(?:[^\"\\\\]|\\\\.)*+\")*+)>(?: ++(.*))?", Pattern.DOTALL);

    private static final Pattern SIZE = Pattern.compile("\\d{1,18}");
    private static final Pattern LITERAL = Pattern.compile(".*@\\[[^\\]]*]", Pattern.DOTALL);

    private EnvelopeParser() {}

    /** @param rest what follows MAIL */
    static Command mail(String rest) {
        Optional<Matcher> path = path("FROM:", rest);
        if (path.isEmpty()) {
            return invalid(501, "5.5.4", "write MAIL FROM:<address> or MAIL FROM:<>");
        }
        String inner = withoutRoute(path.get().group(1));
        if (isLiteral(inner)) {
            return invalid(550, "5.1.7", "an address literal is no sender here; write the domain");
        }
        try {
            return mail(inner, parameters(path.get()), isBeyondAscii(rest));
        } catch (IllegalArgumentException e) {
            return invalid(501, "5.5.4", String.valueOf(e.getMessage()));
        }
    }

    private static Command mail(String inner, Parameters parameters, boolean beyondAscii) {
        boolean smtpUtf8 = parameters.takeFlag("SMTPUTF8");
        if (beyondAscii && !smtpUtf8) {
            return invalid(553, "5.6.7", "an address beyond ASCII needs the parameter SMTPUTF8");
        }
        if (parameters.take("BODY", EnvelopeParser::isBinary).orElse(false)) {
            return invalid(555, "5.5.4", "BODY=BINARYMIME is not supported; encode the message as MIME text");
        }
        long size = parameters.take("SIZE", EnvelopeParser::size).orElse(0L);
        MessageDsn dsn = new MessageDsn(
                parameters.take("RET", ReturnContent::parse), parameters.take("ENVID", EnvelopeId::parse));
        parameters.take("AUTH", whom -> whom); // whom we do not trust we need not believe
        if (parameters.left().isPresent()) {
            return unsupported("MAIL", parameters.left().get());
        }
        try {
            return new Command.Mail(ReversePath.parse(inner), size, smtpUtf8, dsn);
        } catch (IllegalArgumentException e) {
            return invalid(501, "5.1.7", "the sender's address is wrong: " + e.getMessage());
        }
    }

    /** @param rest what follows RCPT */
    static Command recipient(String rest) {
        Optional<Matcher> path = path("TO:", rest);
        if (path.isEmpty()) {
            return invalid(501, "5.5.4", "write RCPT TO:<address>");
        }
        String inner = withoutRoute(path.get().group(1));
        if (isLiteral(inner)) {
            return invalid(550, "5.1.3", "mail to address literals is not relayed; write the domain");
        }
        try {
            return recipient(inner, parameters(path.get()), isBeyondAscii(rest));
        } catch (IllegalArgumentException e) {
            return invalid(501, "5.5.4", String.valueOf(e.getMessage()));
        }
    }

    private static Command recipient(String inner, Parameters parameters, boolean beyondAscii) {
        RecipientDsn dsn = new RecipientDsn(
                parameters.take("NOTIFY", Notify::parse), parameters.take("ORCPT", OriginalRecipient::parse));
        if (parameters.left().isPresent()) {
            return unsupported("RCPT", parameters.left().get());
        }
        try {
            return new Command.Recipient(Address.parse(inner), beyondAscii, dsn);
        } catch (IllegalArgumentException e) {
            return invalid(501, "5.1.3", "the recipient's address is wrong: " + e.getMessage());
        }
    }

    private static Optional<Matcher> path(String keyword, String rest) {
        if (!rest.regionMatches(true, 0, keyword, 0, keyword.length())) {
            return Optional.empty();
        }
        Matcher matcher = PATH.matcher(rest.substring(keyword.length()));
        return matcher.matches() ? Optional.of(matcher) : Optional.empty();
    }

    private static Parameters parameters(Matcher path) {
        return new Parameters(Optional.ofNullable(path.group(2)).orElse(""));
    }

    /** RFC 5321 appendix C: source routes are dropped. */
    private static String withoutRoute(String path) {
        return path.startsWith("@") ? path.substring(path.indexOf(':') + 1) : path;
    }

    private static boolean isLiteral(String path) {
        return LITERAL.matcher(path).matches();
    }

    private static boolean isBeyondAscii(String text) {
        return text.chars().anyMatch(c -> c > 0x7e);
    }

    private static boolean isBinary(String body) {
        return switch (body.toUpperCase(Locale.ROOT)) {
            case "7BIT", "8BITMIME" -> false;
            case "BINARYMIME" -> true;
            default -> throw new IllegalArgumentException("write BODY=7BIT or BODY=8BITMIME");
        };
    }

    private static long size(String octets) {
        if (!SIZE.matcher(octets).matches()) {
            throw new IllegalArgumentException("write SIZE=octets");
        }
        return Long.parseLong(octets);
    }

    private static Command unsupported(String verb, String name) {
        return invalid(555, "5.5.4", "the " + verb + " parameter " + name + " is not supported; EHLO lists what is");
    }

    private static Command invalid(int code, String status, String text) {
        return new Command.Invalid(Reply.of(code, EnhancedStatus.of(status), text));
    }
}
