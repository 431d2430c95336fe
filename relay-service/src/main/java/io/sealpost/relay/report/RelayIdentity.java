package io.sealpost.relay.report;

import java.util.Objects;

/**
 * Who reports.
 *
 * @param id the relay instance
 * @param hostName its host name in mail: the reporting MTA
 */
public record RelayIdentity(String id, String hostName) {
    public RelayIdentity {
        Objects.requireNonNull(id);
        Objects.requireNonNull(hostName);
    }
}
