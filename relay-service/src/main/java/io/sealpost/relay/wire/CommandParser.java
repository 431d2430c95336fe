package io.sealpost.relay.wire;

import io.sealpost.relay.mail.EnhancedStatus;
import io.sealpost.relay.mail.Reply;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a command line (RFC 5321 §4.1.1).
 *
 * <p>Lenient where no meaning can be mistaken: blanks after the colon of MAIL and RCPT and at the end of a line, and
 * source routes, which are dropped (RFC 5321 appendix C).
 */
public final class CommandParser {
    /** A domain or an address literal; nothing that could break out of a trace header. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._:\\[\\]-]{1,255}");

    /** RFC 3030 §2. */
    private static final Pattern CHUNK = Pattern.compile(" *+(\\d{1,18})(?: ++((?i)LAST))?+ *+");

    /** What stands for octets that could not be decoded. */
    private static final char NOT_UTF_8 = '\ufffd';

    private CommandParser() {}

    public static Command parse(String line) {
        String trimmed = line.stripTrailing();
        if (trimmed.chars().anyMatch(Character::isISOControl)) {
            return invalid(500, "5.5.2", "a command must not hold control characters such as NUL or TAB");
        }
        if (trimmed.indexOf(NOT_UTF_8) >= 0) {
            return invalid(500, "5.5.2", "a command must be ASCII, or UTF-8 where SMTPUTF8 is used");
        }
        int space = trimmed.indexOf(' ');
        String verb = (space < 0 ? trimmed : trimmed.substring(0, space)).toUpperCase(Locale.ROOT);
        String rest = space < 0 ? "" : trimmed.substring(space + 1);
        return switch (verb) {
            case "EHLO" -> hello(true, rest);
            case "HELO" -> hello(false, rest);
            case "MAIL" -> EnvelopeParser.mail(rest);
            case "RCPT" -> EnvelopeParser.recipient(rest);
            case "BDAT" -> chunk(rest);
            case "AUTH" -> auth(rest);
            case "STARTTLS", "DATA", "RSET", "QUIT" -> alone(Command.Simple.valueOf(verb), rest);
            case "VRFY", "EXPN" -> named(Command.Simple.valueOf(verb), rest);
            case "NOOP", "HELP" -> Command.Simple.valueOf(verb);
            default -> invalid(500, "5.5.2", "command not recognized; HELP lists those that are");
        };
    }

    private static Command alone(Command command, String rest) {
        return rest.isEmpty() ? command : invalid(501, "5.5.4", command + " takes no parameter");
    }

    private static Command named(Command command, String rest) {
        return rest.isBlank() ? invalid(501, "5.5.4", command + " takes a name") : command;
    }

    private static Command chunk(String rest) {
        Matcher chunk = CHUNK.matcher(rest);
        return chunk.matches()
                ? new Command.Chunk(Long.parseLong(chunk.group(1)), chunk.group(2) != null)
                : new Command.Unframed(Reply.of(
                        501,
                        EnhancedStatus.of("5.5.4"),
                        "write BDAT octets or BDAT octets LAST; what follows cannot be told from commands"));
    }

    private static Command hello(boolean extended, String rest) {
        String name = rest.strip();
        return NAME.matcher(name).matches()
                ? new Command.Hello(extended, name)
                : invalid(501, "5.5.4", "give your host name or address literal: EHLO mail.example.com");
    }

    private static Command auth(String rest) {
        String[] words = rest.strip().split(" +", -1);
        if (words[0].isEmpty() || words.length > 2) {
            return invalid(501, "5.5.4", "write AUTH PLAIN, perhaps with the initial response");
        }
        Optional<String> initial = words.length == 2 ? Optional.of(words[1]) : Optional.empty();
        return new Command.Auth(words[0].toUpperCase(Locale.ROOT), initial);
    }

    private static Command invalid(int code, String status, String text) {
        return new Command.Invalid(Reply.of(code, EnhancedStatus.of(status), text));
    }
}
