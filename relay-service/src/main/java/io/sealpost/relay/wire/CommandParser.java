package io.sealpost.relay.wire;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.EnhancedStatus;
import io.sealpost.relay.mail.Reply;
import io.sealpost.relay.mail.ReversePath;
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
    /** {@code <path>} and what follows; a quoted local part may hold anything, even {@code >}. */
    private static final Pattern PATH =
            Pattern.compile(" *+<((?:[^\"<>]|\"(?:[^\"\\\\]|\\\\.)*+\")*+)>(?: ++(.*))?", Pattern.DOTALL);

    /** A domain or an address literal; nothing that could break out of a trace header. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._:\\[\\]-]{1,255}");

    private static final Pattern SIZE = Pattern.compile("\\d{1,18}");

    private CommandParser() {}

    public static Command parse(String line) {
        String trimmed = line.stripTrailing();
        if (trimmed.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            return invalid(500, "5.5.2", "a command must not hold control characters such as NUL or TAB");
        }
        int space = trimmed.indexOf(' ');
        String verb = (space < 0 ? trimmed : trimmed.substring(0, space)).toUpperCase(Locale.ROOT);
        String rest = space < 0 ? "" : trimmed.substring(space + 1);
        return switch (verb) {
            case "EHLO" -> hello(true, rest);
            case "HELO" -> hello(false, rest);
            case "MAIL" -> mail(rest);
            case "RCPT" -> recipient(rest);
            case "AUTH" -> auth(rest);
            case "STARTTLS", "DATA", "RSET", "QUIT" -> alone(Command.Simple.valueOf(verb), rest);
            case "NOOP", "VRFY", "HELP" -> Command.Simple.valueOf(verb);
            default -> invalid(500, "5.5.2", "command not recognized; HELP lists those that are");
        };
    }

    private static Command alone(Command command, String rest) {
        return rest.isEmpty() ? command : invalid(501, "5.5.4", command + " takes no parameter");
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

    private static Command mail(String rest) {
        Optional<Matcher> path = path("FROM:", rest);
        if (path.isEmpty()) {
            return invalid(501, "5.5.4", "write MAIL FROM:<address> or MAIL FROM:<>");
        }
        String inner = withoutRoute(path.get().group(1));
        if (isInternational(inner)) {
            return international();
        }
        ReversePath reversePath;
        try {
            reversePath = ReversePath.parse(inner);
        } catch (IllegalArgumentException e) {
            return invalid(501, "5.1.7", "the sender's address is wrong: " + e.getMessage());
        }
        return withParameters(reversePath, parameters(path.get()));
    }

    private static Command withParameters(ReversePath path, String[] parameters) {
        long size = 0;
        boolean eightBit = false;
        for (String parameter : parameters) {
            int equals = parameter.indexOf('=');
            String name = (equals < 0 ? parameter : parameter.substring(0, equals)).toUpperCase(Locale.ROOT);
            String value = equals < 0 ? "" : parameter.substring(equals + 1);
            if (name.equals("SIZE") && SIZE.matcher(value).matches()) {
                size = Long.parseLong(value);
            } else if (name.equals("BODY") && value.toUpperCase(Locale.ROOT).matches("7BIT|8BITMIME")) {
                eightBit = value.length() > 4;
            } else if (name.equals("SIZE") || name.equals("BODY")) {
                return invalid(501, "5.5.4", "write SIZE=octets, BODY=7BIT or BODY=8BITMIME");
            } else if (!name.equals("AUTH")) { // RFC 4954 §5: whom we do not trust we need not believe
                return invalid(555, "5.5.4", "MAIL parameter " + name + " is not supported; EHLO lists what is");
            }
        }
        return new Command.Mail(path, size, eightBit);
    }

    private static Command recipient(String rest) {
        Optional<Matcher> path = path("TO:", rest);
        if (path.isEmpty()) {
            return invalid(501, "5.5.4", "write RCPT TO:<address>");
        }
        String inner = withoutRoute(path.get().group(1));
        if (isInternational(inner)) {
            return international();
        }
        String[] parameters = parameters(path.get());
        if (parameters.length > 0) {
            return invalid(555, "5.5.4", "RCPT parameter " + parameters[0] + " is not supported; EHLO lists what is");
        }
        try {
            return new Command.Recipient(Address.parse(inner));
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

    private static String[] parameters(Matcher path) {
        String text = path.group(2);
        return text == null || text.isBlank() ? new String[0] : text.strip().split(" +", -1);
    }

    private static String withoutRoute(String path) {
        return path.startsWith("@") ? path.substring(path.indexOf(':') + 1) : path;
    }

    private static boolean isInternational(String path) {
        return path.chars().anyMatch(c -> c > 0x7e);
    }

    private static Command international() {
        return invalid(553, "5.6.7", "an address beyond ASCII needs SMTPUTF8, which is not supported");
    }

    private static Command invalid(int code, String status, String text) {
        return new Command.Invalid(Reply.of(code, EnhancedStatus.of(status), text));
    }
}
