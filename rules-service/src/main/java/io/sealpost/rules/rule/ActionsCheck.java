package io.sealpost.rules.rule;

import io.sealpost.rules.problem.Violations;
import io.sealpost.rules.tenant.EmailAddress;
import io.sealpost.rules.tenant.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns what a rule is to do, as it is sent, into its values, and notes everything that is wrong with it. Pure. */
final class ActionsCheck {

    /** What may stand in an SMTP reply line (RFC 5321 §4.2) and leaves room in its 512 octets (§4.5.3.1.5). */
    private static final Pattern REPLY_TEXT = Pattern.compile("[ -~]{1,200}");

    private static final int LONGEST_PREFIX = 100;
    private static final int MOST_COPIES = 10;

    private static final Actions NONE = new Actions(null, null, null);

    private final Violations violations;

    ActionsCheck(Violations violations) {
        this.violations = violations;
    }

    /** The values; they count only where no violation was noted. */
    Actions values(RuleBody.@Nullable ActionsBody body) {
        Actions actions = body == null
                ? NONE
                : new Actions(
                        body.relayWithTls() == null ? null : new TlsCheck(violations).values(body.relayWithTls()),
                        body.reject() == null ? null : reject(body.reject()),
                        body.hold() == null ? null : new Actions.Hold(),
                        body.addHeader() == null ? null : new AddedHeaderCheck(violations).values(body.addHeader()),
                        body.prependSubject() == null ? null : prefix(body.prependSubject()),
                        body.bcc() == null ? null : copies(body.bcc()));
        if (actions.areNone()) {
            violations.add("actions", null, "one action at least, such as {\"relayWithTls\": {}}");
        }
        return actions;
    }

    private String prefix(String sent) {
        Optional<String> prefix = PlainText.parse(sent, LONGEST_PREFIX);
        if (prefix.isEmpty()) {
            violations.add(
                    "actions.prependSubject",
                    sent,
                    "1 to " + LONGEST_PREFIX + " characters without control characters");
        }
        return prefix.orElse(sent);
    }

    private List<String> copies(List<@Nullable String> sent) {
        if (sent.isEmpty() || sent.size() > MOST_COPIES) {
            violations.add("actions.bcc", sent.size() + " entries", "1 to " + MOST_COPIES + " entries");
            return List.of();
        }
        List<String> copies = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            Optional<String> copy = Optional.ofNullable(sent.get(i))
                    .flatMap(EmailAddress::parse)
                    .map(EmailAddress::toString);
            if (copy.isEmpty()) {
                violations.add("actions.bcc[" + i + "]", sent.get(i), "a mail address, such as archive@sender.example");
            }
            copy.filter(address -> !copies.contains(address)).ifPresent(copies::add);
        }
        return copies;
    }

    private Actions.Reject reject(RuleBody.RejectBody body) {
        String text = body.text() == null ? null : body.text().strip();
        if (text != null && !REPLY_TEXT.matcher(text).matches()) {
            violations.add(
                    "actions.reject.text",
                    body.text(),
                    "1 to 200 printable ASCII characters, for it stands in an SMTP reply");
        }
        return new Actions.Reject(text);
    }
}
