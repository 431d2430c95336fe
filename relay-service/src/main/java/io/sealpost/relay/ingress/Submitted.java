package io.sealpost.relay.ingress;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.policy.MessageFacts;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;

/**
 * A message as the rules judge it.
 *
 * @param envelope what MAIL and RCPT said
 * @param header as it came
 * @param content which criteria on its content it meets, by their keys; empty while nobody has looked
 * @param size octets of all of it
 * @param at the moment of the judgement
 */
record Submitted(Envelope envelope, HeaderBlock header, Optional<Map<String, Boolean>> content, long size, Instant at) {
    Submitted {
        Objects.requireNonNull(envelope);
        Objects.requireNonNull(header);
        Objects.requireNonNull(content);
        Objects.requireNonNull(at);
    }

    /**
     * What the rules look at.
     *
     * @param senders of the header
     * @param names of the header fields that some rule asks for, in lower case
     * @param client empty where it is not known
     */
    MessageFacts facts(HeaderSenders senders, Set<String> names, Optional<InetAddress> client) {
        List<Address> all = new ArrayList<>();
        envelope.path().address().ifPresent(all::add);
        all.addAll(senders.addresses());
        Map<String, List<String>> headers = new HashMap<>();
        for (String name : names) {
            List<String> values =
                    header.named(name).stream().map(Submitted::decoded).toList();
            headers.put(name, values);
        }
        return new MessageFacts(all, senders.hidden(), headers, content.orElse(Map.of()), size, client);
    }

    /** The value with its encoded words decoded, as far as they can be (RFC 2047 §6). */
    private static String decoded(HeaderField field) {
        return DecoderUtil.decodeEncodedWords(field.value(), DecodeMonitor.SILENT);
    }
}
