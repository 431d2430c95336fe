package io.sealpost.relay.queue;

import static io.sealpost.relay.queue.Samples.ACCEPTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.spool.Ids;
import org.junit.jupiter.api.Test;

class LanesTest {
    private final Lanes lanes = new Lanes();

    @Test
    void giveUpFirstWhatIsDueLastOfTheLaneThatHasMost() {
        Entry rare = add("rare", "bank", 500);
        Entry first = add("burst", "bank", 1);
        Entry last = add("burst", "bank", 3);
        Entry middle = add("burst", "bank", 2);

        assertThat(lanes.mostDispensable()).contains(last);
        lanes.remove(last);
        assertThat(lanes.mostDispensable()).contains(middle);
        lanes.remove(middle);
        assertThat(lanes.mostDispensable()).contains(rare);
        lanes.remove(rare);
        assertThat(lanes.mostDispensable()).contains(first);
    }

    @Test
    void tellSendersAndDestinationsApart() {
        add("one", "bank", 9);
        add("one", "insurer", 9);
        Entry second = add("other", "insurer", 1);
        Entry third = add("other", "insurer", 2);

        assertThat(lanes.mostDispensable()).contains(third);
        lanes.remove(third);
        lanes.remove(third);
        assertThat(lanes.size()).isEqualTo(3);
        assertThat(lanes.mostDispensable()).isNotEqualTo(second);
    }

    private Entry add(String sender, String destination, int seconds) {
        Entry entry = new Entry(
                Ids.next(ACCEPTED),
                NextHop.of(Domain.parse(destination + ".example")),
                Domain.parse(sender + ".example"),
                ACCEPTED,
                ACCEPTED.plusSeconds(seconds));
        lanes.add(entry);
        return entry;
    }
}
