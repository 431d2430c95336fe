package io.sealpost.relay.policy;

import io.sealpost.relay.mail.HeaderEdit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is done to mail, by the names that the actions have in rules. */
final class ActionNames {
    private ActionNames() {}

    /** In the order in which they take effect; what is rejected goes no further. */
    static List<String> of(TlsRequirement requirement, Optional<Stop> stop, List<HeaderEdit> edits, List<Copy> copies) {
        Stream<String> further = Stream.of(
                        Stream.of("relayWithTls").filter(name -> requirement.isRequired()),
                        edits.stream().map(edit -> edit.match(field -> "addHeader", prefix -> "prependSubject")),
                        Stream.of("bcc").filter(name -> !copies.isEmpty()))
                .flatMap(names -> names)
                .distinct();
        return stop.map(each -> each.match(
                        reject -> List.of("reject"),
                        hold -> Stream.concat(Stream.of("hold"), further).toList()))
                .orElseGet(further::toList);
    }
}
