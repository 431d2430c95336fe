package io.sealpost.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the given settings that nobody knows, and for each the known one that was probably meant. */
final class UnknownSettings {
    /** What Kubernetes tells every container of each service in its namespace; a service may well be called sealpost. */
    private static final Pattern SERVICE_LINK =
            Pattern.compile(".+_SERVICE_HOST|.+_SERVICE_PORT(_.+)?|.+_PORT_[0-9]+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?");

    private static final Pattern SERVICE_ADDRESS = Pattern.compile("(tcp|udp|sctp)://.*");

    private UnknownSettings() {}

    /** One line for each unknown name. */
    static List<String> complaints(Collection<KnownName> known, Collection<Given> given) {
        return given.stream()
                .filter(each -> known.stream().noneMatch(name -> name.covers(each)))
                .filter(each -> !isServiceLink(each))
                .map(each -> complaint(known, each))
                .distinct()
                .sorted()
                .toList();
    }

    private static boolean isServiceLink(Given given) {
        return given.fromEnvironment()
                && (SERVICE_LINK.matcher(given.written()).matches()
                        || SERVICE_ADDRESS.matcher(given.value()).matches());
    }

    private static String complaint(Collection<KnownName> known, Given given) {
        String written = given.written();
        return written + " is unknown; "
                + nearest(known, given)
                        .map(name -> "did you mean " + name + "?")
                        .orElse("docs/configuration.md lists the settings there are");
    }

    private static Optional<String> nearest(Collection<KnownName> known, Given given) {
        String written = given.written();
        int furthest = Math.max(2, (written.length() - KnownSettings.ROOT.length()) / 3);
        return known.stream()
                .map(name -> name.writtenLike(given))
                .filter(name -> EditDistance.between(written, name) <= furthest)
                .min(Comparator.<String>comparingInt(name -> EditDistance.between(written, name))
                        .thenComparing(Comparator.naturalOrder()));
    }
}
