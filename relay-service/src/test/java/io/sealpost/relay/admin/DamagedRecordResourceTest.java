package io.sealpost.relay.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.sealpost.relay.spool.Damage;
import io.sealpost.relay.spool.QueueId;
import io.sealpost.relay.spool.Spool;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamagedRecordResourceTest {
    private static final List<String> IDS = List.of("0MVDH8R5C0001", "0MVDH8R5C0002", "0MVDH8R5C0003");

    @TempDir
    Path temp;

    private Spool spool;
    private DamagedRecordResource resource;

    @BeforeEach
    void open() {
        IDS.forEach(id -> Damage.toEnvelope(temp, new QueueId(id), new byte[] {1, 0, 0, 0, 0, '{', (byte) 0xe4}));
        spool = Spool.open(temp);
        resource = new DamagedRecordResource(spool);
    }

    @AfterEach
    void close() {
        spool.close();
    }

    @Test
    void listsThemPageByPage() {
        DamagedRecordPage first = resource.list(Optional.empty(), "2");
        DamagedRecordPage last = resource.list(first.nextCursor(), "2");

        assertThat(first.items()).extracting(DamagedRecordPage.Item::queueId).isEqualTo(IDS.subList(0, 2));
        assertThat(last.items())
                .containsExactly(
                        new DamagedRecordPage.Item(IDS.get(2), "the record's checksum is wrong", Optional.of(7)));
        assertThat(last.nextCursor()).isEmpty();
    }

    @Test
    void showsWhatIsStored() {
        assertThat(resource.show(IDS.get(1)).content()).hasValue("\u0001\0\0\0\0{\u00e4");
    }

    @Test
    void knowsNoOther() {
        assertThatThrownBy(() -> resource.show("0MVDH8R5C0009"))
                .isInstanceOfSatisfying(
                        HttpProblem.class,
                        problem -> assertThat(problem.getStatusCode()).isEqualTo(404));
    }
}
