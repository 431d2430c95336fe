package io.sealpost.relay.spool;

import java.nio.file.Path;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * What a repair could not bring back. Whatever else the dropped parts of the log held, such as outcomes and their events,
 * leaves no trace.
 *
 * @param dropped parts of the log, in the database's words
 * @param envelopes queue ids of envelope records that cannot be read
 * @param bodies queue ids of messages whose body is not whole
 * @param found files with what is left of bodies without an envelope, named by their queue ids
 * @param events sequence numbers of events that cannot be read
 */
record Losses(List<String> dropped, List<String> envelopes, List<QueueId> bodies, List<Path> found, List<Long> events) {
    private static final Logger LOG = Logger.getLogger(Losses.class);

    Losses {
        dropped = List.copyOf(dropped);
        envelopes = List.copyOf(envelopes);
        bodies = List.copyOf(bodies);
        found = List.copyOf(found);
        events = List.copyOf(events);
    }

    void log(Path directory) {
        dropped.forEach(words -> LOG.errorf("lost: a part of the log cannot be read: %s", words));
        envelopes.forEach(
                id -> LOG.errorf("lost: the envelope cannot be read; its message is set aside queueId=%s", id));
        bodies.forEach(id -> LOG.errorf("lost: the body is not whole; the message fails at its end queueId=%s", id));
        found.forEach(file -> LOG.errorf(
                "lost: the envelope is missing, or the message was never accepted; its body is kept file=%s", file));
        events.forEach(sequence -> LOG.errorf("lost: an event cannot be read sequence=%d", sequence));
        LOG.warnf(
                "the spool was repaired: switch sealpost.spool.repair off directory=%s dropped=%d envelopes=%d bodies=%d"
                        + " found=%d events=%d",
                directory, dropped.size(), envelopes.size(), bodies.size(), found.size(), events.size());
    }
}
