package io.sealpost.relay.queue;

import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.spool.PausedDestination;
import io.sealpost.relay.spool.PausedDestinations;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jboss.logging.Logger;

/**
 * What operators see of destinations and may do to them. A pause is stored before it is in force. For all threads; does
 * not block.
 */
public final class DestinationControl {
    private static final Logger LOG = Logger.getLogger(DestinationControl.class);

    private final DeliveryQueue queue;
    private final PausedDestinations store;
    private final Clock clock;

    DestinationControl(DeliveryQueue queue, PausedDestinations store, Clock clock) {
        this.queue = queue;
        this.store = store;
        this.clock = clock;
    }

    /** Every destination to which mail waits, or which is dead or paused, in the order of their names. */
    public CompletionStage<List<DestinationStatus>> list() {
        return queue.ask(agenda -> agenda.destinations().statuses());
    }

    /**
     * Lets no further attempt begin there; those under way end. Where it is paused already, only the reason changes.
     *
     * @throws IllegalArgumentException if the reason does not fit
     * @return empty, and nothing changed, if too many are paused
     */
    public CompletionStage<Optional<PausedDestination>> pause(Domain domain, Optional<String> reason) {
        PausedDestination wanted = new PausedDestination(domain, clock.instant(), reason);
        return queue.ask(agenda -> {
            List<PausedDestination> others = othersThan(domain, agenda.destinations());
            if (others.size() == PausedDestinations.MOST) {
                return Optional.empty();
            }
            PausedDestination paused = agenda.destinations()
                    .paused(domain)
                    .map(before -> new PausedDestination(domain, before.since(), reason))
                    .orElse(wanted);
            others.add(paused);
            store.save(others);
            agenda.pause(paused);
            LOG.infof(
                    "a destination is paused by an operator domain=%s reason=\"%s\"",
                    domain, LogText.of(reason.orElse("")));
            return Optional.of(paused);
        });
    }

    /** Lets attempts begin there again; false if it is not paused. */
    public CompletionStage<Boolean> resume(Domain domain) {
        return queue.ask(agenda -> {
            boolean paused = agenda.destinations().paused(domain).isPresent();
            if (paused) {
                store.save(othersThan(domain, agenda.destinations()));
                agenda.resume(domain);
                LOG.infof("a destination is resumed by an operator domain=%s", domain);
            }
            return paused;
        });
    }

    private static List<PausedDestination> othersThan(Domain domain, Destinations destinations) {
        List<PausedDestination> others = new ArrayList<>(destinations.paused());
        others.removeIf(each -> each.domain().equals(domain));
        return others;
    }
}
