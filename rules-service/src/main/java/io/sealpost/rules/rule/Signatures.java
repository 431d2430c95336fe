package io.sealpost.rules.rule;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which actions make a DKIM signature invalid. It covers the Subject in practice (RFC 6376 §5.4.1), and may cover that there is no
 * further field of a name (§5.4.2).
 */
final class Signatures {
    /** Fields of RFC 6376 §5.4.1 that a rule may add. */
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

    /**
     * What breaks signatures.
     *
     * @param by the prefix of the Subject, or the name of a field
     * @param why in words
     */
    record Broken(String by, String why) {}

    /** What of a rule's actions breaks signatures. */
    static List<Broken> brokenBy(Actions actions) {
        List<Actions.AddedHeader> fields = actions.addHeader();
        return brokenBy(
                Optional.ofNullable(actions.prependSubject()),
                fields == null
                        ? List.of()
                        : fields.stream().map(Actions.AddedHeader::name).toList());
    }

    /**
     * What breaks signatures of a prefix and of fields.
     *
     * @param prefix of the Subject
     * @param fields names of those that the header gets
     */
    static List<Broken> brokenBy(Optional<String> prefix, List<String> fields) {
        Stream<Broken> subject = prefix.stream()
                .map(text -> new Broken(
                        text,
                        "A DKIM signature that covers the Subject, as most do, no longer holds behind this relay."));
        Stream<Broken> signed = fields.stream()
                .filter(name -> OFTEN_SIGNED.contains(name.toLowerCase(Locale.ROOT)))
                .map(name ->
                        new Broken(name, "A DKIM signature that covers this field no longer holds behind this relay."));
        return Stream.concat(subject, signed).toList();
    }
}
