package io.sealpost.relay.queue;

import org.jboss.logging.Logger;

/** Writes one line when a destination is found dead, and one when it is alive again. */
final class DestinationLog {
    private static final Logger LOG = Logger.getLogger(DestinationLog.class);

    private DestinationLog() {}

    static void tell(NextHop hop, Destination.Change change, Destination destination) {
        switch (change) {
            case DIED ->
                destination
                        .dead()
                        .ifPresent(dead -> LOG.warnf(
                                "a destination is dead: its mail waits for a probe domain=%s reports=%s messages=%d probeAt=%s cause=\"%s\"",
                                hop.domain(),
                                hop.forReports(),
                                destination.entries(),
                                dead.until(),
                                LogText.of(dead.cause().text())));
            case REVIVED ->
                LOG.infof(
                        "a destination is alive again domain=%s reports=%s messages=%d",
                        hop.domain(), hop.forReports(), destination.entries());
            case STAYS_DEAD -> {}
        }
    }
}
