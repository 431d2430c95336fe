package io.sealpost.relay.policy;

import io.sealpost.relay.mail.Domain;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is known of a connection when it is judged.
 *
 * @param version what was negotiated; empty where the connection is in clear or speaks a version that is not ours
 * @param trust whether the chain leads to a trusted root
 * @param host the name that was looked up for its address
 * @param domain the recipients'
 * @param names the dNSNames of the server's certificate, as they stand in it
 * @param key the public key of the server's certificate
 * @param dane what TLSA records say of it
 */
public record SessionFacts(
        Optional<TlsVersion> version,
        ChainTrust trust,
        String host,
        Domain domain,
        List<String> names,
        Optional<SpkiPin> key,
        DaneFacts dane) {
    public SessionFacts {
        Objects.requireNonNull(version);
        Objects.requireNonNull(trust);
        Objects.requireNonNull(host);
        Objects.requireNonNull(domain);
        Objects.requireNonNull(key);
        Objects.requireNonNull(dane);
        names = List.copyOf(names);
    }
}
