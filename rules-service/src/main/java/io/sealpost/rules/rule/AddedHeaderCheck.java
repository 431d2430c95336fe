package io.sealpost.rules.rule;

import io.sealpost.rules.problem.Violations;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns fields for the header, as they are sent, into values, and notes everything that is wrong with them. Pure. */
final class AddedHeaderCheck {

    private static final String FIELD = "actions.addHeader";
    private static final int MOST = 10;

    /** RFC 5322 §2.2, of a length that leaves room for the value in one line. */
    private static final Pattern NAME = Pattern.compile("[!-9;-~]{1,76}");

    private static final Pattern VALUE = Pattern.compile("[!-~]([ -~]{0,498}[!-~])?");

    /** Fields that occur once, trace fields, and those that say what is trusted or asked of relays. */
    private static final Set<String> OTHERS = Set.of(
            "from",
            "sender",
            "reply-to",
            "to",
            "cc",
            "bcc",
            "date",
            "message-id",
            "in-reply-to",
            "references",
            "subject",
            "received",
            "return-path",
            "mime-version",
            "authentication-results",
            "received-spf",
            "tls-required",
            "sealpost-report");

    /** Of fields that are signatures, describe the body, or belong to those who resend. */
    private static final List<String> OTHERS_BEGIN = List.of("dkim-", "arc-", "content-", "resent-");

    private final Violations violations;

    AddedHeaderCheck(Violations violations) {
        this.violations = violations;
    }

    /** The values; they count only where no violation was noted. */
    List<Actions.AddedHeader> values(List<RuleBody.@Nullable AddedHeaderBody> sent) {
        if (sent.isEmpty() || sent.size() > MOST) {
            violations.add(FIELD, sent.size() + " entries", "1 to " + MOST + " entries");
            return List.of();
        }
        List<Actions.AddedHeader> fields = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            RuleBody.AddedHeaderBody field = sent.get(i);
            String path = FIELD + "[" + i + "]";
            String name = field == null ? null : field.name();
            String value = field == null || field.value() == null
                    ? null
                    : field.value().strip();
            if (name == null || !mayBeAdded(name)) {
                violations.add(
                        path + ".name",
                        name,
                        "1 to 76 printable ASCII characters without a colon, and no field that occurs once, traces mail, or"
                                + " says what is trusted, signed, or how the body reads; such as X-Classification");
            }
            if (value == null || !VALUE.matcher(value).matches()) {
                violations.add(path + ".value", value, "1 to 500 printable ASCII characters");
            }
            if (name != null && value != null) {
                fields.add(new Actions.AddedHeader(name, value));
            }
        }
        return fields;
    }

    private static boolean mayBeAdded(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return NAME.matcher(name).matches()
                && !OTHERS.contains(lower)
                && OTHERS_BEGIN.stream().noneMatch(lower::startsWith);
    }
}
