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
import java.util.regex.Pattern;

/**
 * Reads MAIL and RCPT (RFC 5321 §4.1.1.2, §4.1.1.3) with the parameters of SIZE (RFC 1870), 8BITMIME (RFC 6152),
 * SMTPUTF8 (RFC 6531), DSN (RFC 3461) and AUTH (RFC 4954 §5).
 *
 * <p>What BODY says is checked and then forgotten: the octets themselves show whether they go beyond ASCII.
 */
final class EnvelopeParser {
    private static final Pattern SIZE = Pattern.compile("\\d{1,18}");
    private static final String LITERAL = "@[";

    private EnvelopeParser() {}

    /** @param rest what follows MAIL */
    static Command mail(String rest) {
        Optional<Path> path = path("FROM:", rest);
        if (path.isEmpty()) {
            return invalid(501, "5.5.4", "write MAIL FROM:<address> or MAIL FROM:<>");
        }
        String inner = withoutRoute(path.get().inner());
        if (isLiteral(inner)) {
            return invalid(550, "5.1.7", "an address literal is no sender here; write the domain");
        }
        try {
            return mail(inner, new Parameters(path.get().parameters()), isBeyondAscii(rest));
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
        Optional<Path> path = path("TO:", rest);
        if (path.isEmpty()) {
            return invalid(501, "5.5.4", "write RCPT TO:<address>");
        }
        String inner = withoutRoute(path.get().inner());
        if (isLiteral(inner)) {
            return invalid(550, "5.1.3", "mail to address literals is not relayed; write the domain");
        }
        try {
            return recipient(inner, new Parameters(path.get().parameters()), isBeyondAscii(rest));
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

    /**
     * What stands between the angle brackets, and behind them.
     *
     * @param parameters begins with a blank unless it is empty
     */
    private record Path(String inner, String parameters) {}

    private static Optional<Path> path(String keyword, String rest) {
        if (!rest.regionMatches(true, 0, keyword, 0, keyword.length())) {
            return Optional.empty();
        }
        int start = keyword.length();
        while (rest.startsWith(" ", start)) {
            start++;
        }
        int end = rest.startsWith("<", start) ? endOfPath(rest, start + 1) : rest.length();
        boolean complete = end < rest.length() && (end + 1 == rest.length() || rest.charAt(end + 1) == ' ');
        return complete
                ? Optional.of(new Path(rest.substring(start + 1, end), rest.substring(end + 1)))
                : Optional.empty();
    }

    /** Where the {@code >} stands, or the length if there is none; a quoted local part may hold anything, even that. */
    private static int endOfPath(String text, int start) {
        boolean quoted = false;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == '<' || c == '>')) {
                return c == '>' ? i : text.length();
            }
        }
        return text.length();
    }

    /** RFC 5321 appendix C: source routes are dropped. */
    private static String withoutRoute(String path) {
        return path.startsWith("@") ? path.substring(path.indexOf(':') + 1) : path;
    }

    private static boolean isLiteral(String path) {
        int start = path.lastIndexOf(LITERAL);
        return start >= 0 && path.indexOf(']', start) == path.length() - 1;
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
