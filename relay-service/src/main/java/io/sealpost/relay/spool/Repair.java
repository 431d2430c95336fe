package io.sealpost.relay.spool;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Opens a damaged spool once as far as it can be read, which makes that the spool, and finds out what was lost. Blocks. */
final class Repair {
    private final Store store;
    private final Path found;

    private Repair(Store store, Path directory) {
        this.store = store;
        this.found = directory.resolve("found");
    }

    /** @throws SpoolException if it cannot be opened all the same */
    static Losses run(Path directory) {
        List<String> dropped = new ArrayList<>();
        Store store = Store.open(directory, Recovery.WHATEVER_CAN_BE_READ, dropped::add);
        try {
            return new Repair(store, directory).losses(dropped);
        } catch (IOException e) {
            throw new SpoolException("what is left of messages cannot be kept: " + e, e);
        } finally {
            store.close();
        }
    }

    private Losses losses(List<String> dropped) throws IOException {
        List<String> envelopes = new ArrayList<>();
        List<QueueId> bodies = new ArrayList<>();
        SetAside records = new SetAside(store);
        store.scan(Family.ENVELOPES, new byte[0], (key, stored) -> {
            records.read(key, stored)
                    .filter(message -> !isWhole(message))
                    .ifPresent(message -> bodies.add(message.id()));
            return true;
        });
        ScheduleRecords.drawAnew(store, records);
        records.all().forEach(each -> envelopes.add(each.key()));
        return new Losses(dropped, envelopes, bodies, bodiesWithoutEnvelope(), events());
    }

    private boolean isWhole(SpooledMessage message) {
        int last = BodyWriter.chunksOf(message.size()) - 1;
        for (int number = 0; number <= last; number++) {
            byte mark = number == last ? BodyWriter.LAST : BodyWriter.MORE;
            if (chunk(message.id(), number).filter(chunk -> chunk[0] == mark).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private Optional<byte[]> chunk(QueueId id, int number) {
        try {
            return store.get(Family.CHUNKS, Keys.chunk(id, number)).filter(chunk -> chunk.length > 0);
        } catch (DamagedStoreException e) {
            return Optional.empty();
        }
    }

    private List<Path> bodiesWithoutEnvelope() throws IOException {
        List<Path> files = new ArrayList<>();
        Optional<byte[]> key = store.firstKey(Family.CHUNKS, new byte[0]);
        while (key.isPresent()) {
            QueueId id = Keys.id(key.get());
            if (store.get(Family.ENVELOPES, Keys.envelope(id)).isEmpty()) {
                files.add(keep(id));
                new Orphans(store).remove(id);
            }
            key = store.firstKey(Family.CHUNKS, Keys.afterChunks(id));
        }
        return files;
    }

    /** From its beginning, up to the first part that is missing. */
    private Path keep(QueueId id) throws IOException {
        Path file = Files.createDirectories(found).resolve(id + ".eml");
        try (OutputStream out = Files.newOutputStream(file)) {
            int number = 0;
            for (Optional<byte[]> chunk = chunk(id, 0); chunk.isPresent(); chunk = chunk(id, ++number)) {
                out.write(Arrays.copyOfRange(chunk.get(), 1, chunk.get().length));
            }
        }
        return file;
    }

    private List<Long> events() {
        List<Long> lost = new ArrayList<>();
        store.scan(Family.OUTBOX, Keys.event(0), (key, stored) -> {
            try {
                EventFormat.decode(stored);
            } catch (DamagedRecordException e) {
                lost.add(Keys.sequence(key));
            }
            return true;
        });
        return lost;
    }
}
