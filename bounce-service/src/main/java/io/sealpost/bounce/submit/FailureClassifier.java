package io.sealpost.bounce.submit;

import io.vertx.ext.mail.SMTPException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** Judges what the Mail Client failed with. Whatever is not known for sure defers. */
final class FailureClassifier {

    /**
     * How the Mail Client's messages begin where the relay judged the report itself. Its exceptions tell the reply but not
     * the command, and a 5yz to AUTH must not lose a report.
     */
    private static final Set<String> ABOUT_THE_REPORT = Set.of(
            "sender address not accepted",
            "recipient address not accepted",
            "DATA command not accepted",
            "sending data failed");

    /** It gives malformed replies the code 500, so the reply's own words count. */
    private static final Pattern PERMANENT_REPLY = Pattern.compile("5[0-9]{2}(?:[ -].*)?", Pattern.DOTALL);

    /** RFC 4954 §6: not logged in, which is no property of the report either. */
    private static final Pattern LOGIN_REPLY = Pattern.compile("53[0458].*", Pattern.DOTALL);

    private static final int LONGEST_CAUSE = 500;

    private FailureClassifier() {}

    static Submission classify(String relay, Throwable failure) {
        String cause = cause(failure);
        if (failure instanceof SMTPException smtp) {
            return isFinal(smtp) ? new Submission.Refused(Optional.of(relay), cause) : deferred(relay, cause);
        }
        return mayHaveBeenAccepted(failure)
                ? new Submission.Deferred(relay + ": " + cause, Optional.of(relay))
                : deferred(relay, cause);
    }

    private static Submission deferred(String relay, String cause) {
        return new Submission.Deferred(relay + ": " + cause, Optional.empty());
    }

    private static boolean isFinal(SMTPException failure) {
        String message = String.valueOf(failure.getMessage());
        return ABOUT_THE_REPORT.stream().anyMatch(message::startsWith) && isFinal(failure.getReplyMessage());
    }

    /** Whether a reply to the report itself refuses it for good. */
    static boolean isFinal(String reply) {
        return PERMANENT_REPLY.matcher(reply).matches()
                && !LOGIN_REPLY.matcher(reply).matches();
    }

    private static boolean mayHaveBeenAccepted(Throwable failure) {
        if (failure instanceof ConnectException
                || failure instanceof UnknownHostException
                || failure instanceof SSLException) {
            return false;
        }
        return failure instanceof IOException || failure instanceof TimeoutException;
    }

    /** What failed, as one line. */
    static String cause(Throwable failure) {
        return line(failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage());
    }

    /** Words of others as one bounded line. */
    static String line(String words) {
        String line = words.codePoints()
                .map(character -> Character.isISOControl(character) ? ' ' : character)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return line.length() <= LONGEST_CAUSE ? line : line.substring(0, LONGEST_CAUSE);
    }
}
