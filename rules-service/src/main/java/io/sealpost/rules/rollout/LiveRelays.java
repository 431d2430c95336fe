package io.sealpost.rules.rollout;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;

/** The relays that can be asked something. */
@ApplicationScoped
public class LiveRelays {

    private final Roster roster;

    LiveRelays(Roster roster) {
        this.roster = roster;
    }

    /** The addresses of their operator REST, that of the one which has read most of the rules first; silent ones are not in it. */
    public List<String> addresses() {
        return roster.present().stream()
                .filter(relay -> !relay.isUnreadable() && !roster.isSilent(relay))
                .sorted(Comparator.comparingLong(Relay::appliedOffset).reversed())
                .map(Relay::adminUrl)
                .toList();
    }
}
