package io.sealpost.relay.ingress;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The envelope of a message as query parameters, and the commands that say the same over SMTP.
 *
 * @param from the reverse path; empty for the null path
 * @param to the recipients
 * @param envid of the sender, in xtext (RFC 3461 §4.4)
 * @param ret FULL or HDRS (RFC 3461 §4.3)
 * @param notifyOn NOTIFY of every recipient (RFC 3461 §4.1)
 */
record HttpEnvelope(
        @Nullable String from,
        List<String> to,
        @Nullable String envid,
        @Nullable String ret,
        @Nullable String notifyOn) {
    /** What can stand between angle brackets without ending them, and without a control character. */
    private static final Pattern PATH =
            Pattern.compile("(?:[^\"<>\\p{Cntrl}]|\"(?:[^\"\\\\\\p{Cntrl}]|\\\\[^\\p{Cntrl}])*+\")*+");

    private static final Pattern PARAMETER = Pattern.compile("[!-~]{1,500}");

    HttpEnvelope {
        to = List.copyOf(to);
    }

    /** @param size octets of the message; below 0: not known */
    List<String> commands(long size) {
        if (from == null) {
            throw wrong("write the query parameter from; empty for the null reverse path");
        }
        if (to.isEmpty()) {
            throw wrong("write a query parameter to for each recipient");
        }
        List<String> commands = new ArrayList<>();
        commands.add("MAIL FROM:<" + path("from", from) + "> SMTPUTF8" + (size < 0 ? "" : " SIZE=" + size)
                + parameter("ENVID", envid) + parameter("RET", ret));
        to.forEach(each -> commands.add("RCPT TO:<" + path("to", each) + ">" + parameter("NOTIFY", notifyOn)));
        commands.add("DATA");
        return commands;
    }

    private static String path(String name, String value) {
        if (value.length() > 1000 || !PATH.matcher(value).matches()) {
            throw wrong("the query parameter " + name + " must be an address, without angle brackets");
        }
        return value;
    }

    private static String parameter(String name, @Nullable String value) {
        if (value == null) {
            return "";
        }
        if (!PARAMETER.matcher(value).matches()) {
            throw wrong("the query parameter " + name.toLowerCase(Locale.ROOT) + " is not what DSN knows");
        }
        return " " + name + "=" + value;
    }

    private static HttpProblem wrong(String text) {
        return SubmissionProblem.UNSENDABLE.with(Replies.of(501, "5.5.4", text));
    }
}
