package io.sealpost.rules.rule;

import io.sealpost.rules.problem.Violations;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns a TLS requirement as it is sent into its values, and notes everything that is wrong with it. Pure. */
final class TlsCheck {

    private static final String FIELD = "actions.relayWithTls";
    private static final int MOST = 100;

    private final Violations violations;

    TlsCheck(Violations violations) {
        this.violations = violations;
    }

    /** The values; they count only where no violation was noted. */
    Actions.RelayWithTls values(RuleBody.TlsBody body) {
        TlsLevel level = parsed("level", body.level(), TlsLevel::parse, words(TlsLevel.values(), TlsLevel::word));
        TlsVersion minVersion = parsed(
                "minVersion", body.minVersion(), TlsVersion::parse, words(TlsVersion.values(), TlsVersion::protocol));
        List<String> names = list(
                new ListField("names", CertificateName.EXPECTED, TlsLevel.SECURE, level),
                body.names(),
                text -> CertificateName.parse(text).map(CertificateName::text));
        List<String> fingerprints = list(
                new ListField("fingerprints", Fingerprint.EXPECTED, TlsLevel.FINGERPRINT, level),
                body.fingerprints(),
                text -> Fingerprint.parse(text).map(Fingerprint::hex));
        if (level == TlsLevel.FINGERPRINT && body.fingerprints() == null) {
            violations.add(FIELD + ".fingerprints", null, "1 to " + MOST + " of them: " + Fingerprint.EXPECTED);
        }
        RetryWindow window = parsed("retryWindow", body.retryWindow(), RetryWindow::parse, RetryWindow.EXPECTED);
        return new Actions.RelayWithTls(level, minVersion, names, fingerprints, window == null ? null : window.text());
    }

    /**
     * A list that belongs to one level.
     *
     * @param level whose it is
     * @param present the rule's; null where it says none
     */
    private record ListField(
            String name,
            String expected,
            TlsLevel level,
            @Nullable TlsLevel present) {}

    private @Nullable List<String> list(
            ListField field, @Nullable List<@Nullable String> sent, Function<String, Optional<String>> parser) {
        if (sent == null) {
            return null;
        }
        String path = FIELD + "." + field.name();
        if (field.present() != field.level()) {
            violations.add(
                    path,
                    sent.size() + " entries",
                    "absent, unless the level is " + field.level().word());
            return null;
        }
        if (sent.isEmpty() || sent.size() > MOST) {
            violations.add(path, sent.size() + " entries", "1 to " + MOST + " entries");
            return null;
        }
        Set<String> canonical = new LinkedHashSet<>();
        for (int i = 0; i < sent.size(); i++) {
            Optional<String> value = Optional.ofNullable(sent.get(i)).flatMap(parser);
            if (value.isEmpty()) {
                violations.add(path + "[" + i + "]", sent.get(i), field.expected());
            }
            value.ifPresent(canonical::add);
        }
        return List.copyOf(canonical);
    }

    private <T> @Nullable T parsed(
            String field, @Nullable String sent, Function<String, Optional<T>> parser, String expected) {
        if (sent == null) {
            return null;
        }
        Optional<T> value = parser.apply(sent);
        if (value.isEmpty()) {
            violations.add(FIELD + "." + field, sent, expected);
        }
        return value.orElse(null);
    }

    private static <T> String words(T[] values, Function<T, String> word) {
        return Arrays.stream(values).map(word).collect(Collectors.joining(", ", "one of ", ""));
    }
}
