package io.sealpost.rules.rule;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which actions make a DKIM signature invalid. It covers the Subject in practice (RFC 6376 §5.4.1), and may cover that there is no
 * further field of a name (§5.4.2).
 */
final class Signatures {
    private static final Set<String> OFTEN_SIGNED = Set.of(
            "list-id",
            "list-help",
            "list-unsubscribe",
            "list-subscribe",
            "list-post",
            "list-owner",
            "list-archive",
            "list-unsubscribe-post");

    private Signatures() {}

    /** Why signatures no longer hold, by the prefix of the Subject and the names of the fields that break them. */
    static Map<String, String> brokenBy(Actions actions) {
        Map<String, String> broken = new LinkedHashMap<>();
        String prefix = actions.prependSubject();
        if (prefix != null) {
            broken.put(
                    prefix, "A DKIM signature that covers the Subject, as most do, no longer holds behind this relay.");
        }
        List<Actions.AddedHeader> fields = actions.addHeader();
        if (fields != null) {
            fields.stream()
                    .map(Actions.AddedHeader::name)
                    .filter(name -> OFTEN_SIGNED.contains(name.toLowerCase(Locale.ROOT)))
                    .forEach(name -> broken.put(
                            name, "A DKIM signature that covers this field no longer holds behind this relay."));
        }
        return broken;
    }
}
