package io.sealpost.relay.delivery;

import io.sealpost.relay.mail.Reply;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The service extensions that a server offers in its answer to EHLO (RFC 5321 §4.1.1.1).
 *
 * @param keywords upper case, without parameters
 */
record Extensions(Set<String> keywords) {
    /** What a server that only knows HELO offers. */
    static final Extensions NONE = new Extensions(Set.of());

    Extensions {
        keywords = Set.copyOf(keywords);
    }

    static Extensions of(Reply ehlo) {
        return new Extensions(ehlo.lines().stream()
                .skip(1)
                .map(line -> line.strip().split("[ =]", 2)[0].toUpperCase(Locale.ROOT))
                .collect(Collectors.toSet()));
    }

    /** Whether the server takes over what the sender asks of reports (RFC 3461). */
    boolean takesOverDsn() {
        return offers("DSN");
    }

    boolean pipelines() {
        return offers("PIPELINING");
    }

    boolean offers(String keyword) {
        return keywords.contains(keyword);
    }
}
