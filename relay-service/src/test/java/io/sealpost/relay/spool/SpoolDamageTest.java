package io.sealpost.relay.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
import org.rocksdb.RocksDB;

/** What becomes of a spool whose files are not as they were written. */
class SpoolDamageTest {
    private static final List<QueueId> IDS = IntStream.rangeClosed(1, 40)
            .mapToObj(n -> new QueueId(String.format("0MVDH8R5C%04d", n)))
            .toList();
    /** The log is read in blocks of 32 KiB, and a damaged record takes its block with it. */
    private static final int SIZE = 10_000;

    @TempDir
    Path temp;

    @Test
    void aTornLastRecordIsWhatACrashLeaves() throws Exception {
        Path image = crashImage();
        cut(log(image), 7);

        try (Spool spool = Spool.open(image)) {
            assertThat(ids(spool)).isEqualTo(IDS.subList(0, IDS.size() - 1));
        }
    }

    @Test
    void damageInTheMiddleOfTheLogRefusesTheStartAndSaysWhatToDo() throws Exception {
        Path image = crashImage();
        flipMiddle(log(image));

        for (int start = 0; start < 2; start++) {
            assertThatThrownBy(() -> Spool.open(image))
                    .isInstanceOf(SpoolException.class)
                    .hasMessageContaining("the spool in " + image + " is damaged, and nothing was changed")
                    .hasMessageContaining("sealpost.spool.repair=true");
        }
    }

    @Test
    void aRepairOpensWhatCanBeReadAndListsWhatWasLost() throws Exception {
        Path image = crashImage();
        flipMiddle(log(image));

        Losses losses = Repair.run(image);

        try (Spool spool = Spool.open(image)) {
            assertThat(losses.dropped()).isNotEmpty().allMatch(words -> words.contains("dropping"));
            assertThat(ids(spool)).hasSizeBetween(IDS.size() - 8, IDS.size() - 1);
            assertThat(ids(spool)).contains(IDS.get(0), IDS.get(IDS.size() - 1));
            for (QueueId id : ids(spool)) {
                assertThat(body(spool, id)).as("body of %s", id).isEqualTo(octets());
            }
        }
    }

    @Test
    void aRepairKeepsWhatIsLeftOfAMessageWithoutItsEnvelopeAndNamesABodyThatIsNotWhole() throws Exception {
        Path image = crashImage();
        try (Store store = Store.open(image)) {
            store.delete(Family.ENVELOPES, Keys.envelope(IDS.get(3)));
            store.delete(Family.CHUNKS, Keys.chunk(IDS.get(4), 0));
            store.put(Family.ENVELOPES, Keys.envelope(IDS.get(5)), new byte[] {1, 0, 0, 0, 0, 7});
            store.put(Family.OUTBOX, Keys.event(8), EventFormat.encode(Messages.event("e-8")));
            store.put(Family.OUTBOX, Keys.event(9), new byte[] {1});
        }

        Losses losses = Repair.run(image);

        assertThat(losses.found())
                .singleElement()
                .satisfies(file ->
                        assertThat(file).hasFileName(IDS.get(3) + ".eml").hasBinaryContent(octets()));
        assertThat(losses.bodies()).containsExactly(IDS.get(4));
        assertThat(losses.envelopes()).containsExactly(IDS.get(5).value());
        assertThat(losses.events()).containsExactly(9L);
        assertThat(losses.dropped()).isEmpty();
    }

    /** The envelope records lie in one file of tables by then; all of them are in the damaged block. */
    @Test
    void anEnvelopeThatTheDatabaseCannotReadIsSetAside() throws Exception {
        Path image = crashImage();
        Spool.open(image).close();
        flip(tableOf(image, "reversePath"), 20);

        Store store = Store.open(image);
        SetAside records = new SetAside(store);
        Optional<SpooledMessage> found = records.find(IDS.get(0));
        List<DamagedRecord> all = records.all();
        store.close();

        assertThat(found).isEmpty();
        assertThat(all).singleElement().satisfies(record -> {
            assertThat(record.key()).isEqualTo(IDS.get(0).value());
            assertThat(record.reason()).contains("damaged");
            assertThat(record.octets()).isEmpty();
        });
    }

    @Test
    void showsADamagedRecordAsItIsStored() throws Exception {
        Path image = crashImage();
        byte[] stored = {1, 0, 0, 0, 0, 7};
        try (Store store = Store.open(image)) {
            store.put(Family.ENVELOPES, Keys.envelope(IDS.get(5)), stored);
        }

        try (Spool spool = Spool.open(image)) {
            assertThat(ids(spool)).hasSize(IDS.size() - 1);
            assertThat(spool.damaged()).singleElement().satisfies(record -> {
                assertThat(record.key()).isEqualTo(IDS.get(5).value());
                assertThat(record.reason()).isEqualTo("the record's checksum is wrong");
                assertThat(record.octets()).hasValue(stored);
            });
        }
    }

    @Test
    void refusesASpoolWithAFamilyOfANewerRelease() throws Exception {
        Path directory = temp.resolve("spool");
        Spool.open(directory).close();
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        List<ColumnFamilyDescriptor> families = Stream.of(Family.values())
                .map(each -> each.describe(new ArrayList<>()))
                .toList();
        try (DBOptions options = Tuning.database(Recovery.TORN_TAIL);
                RocksDB db = RocksDB.open(options, directory.toString(), families, handles)) {
            db.createColumnFamily(new ColumnFamilyDescriptor("later".getBytes(StandardCharsets.US_ASCII)))
                    .close();
            handles.forEach(ColumnFamilyHandle::close);
        }

        assertThatThrownBy(() -> Spool.open(directory))
                .isInstanceOf(SpoolException.class)
                .hasMessageContaining("newer format")
                .hasMessageContaining("start the release that wrote it");
    }

    /** The files as a killed process leaves them: 40 messages, each of them acknowledged. */
    private Path crashImage() throws Exception {
        Path image = Files.createDirectory(temp.resolve("image"));
        try (Spool spool = Spool.open(temp.resolve("spool"))) {
            for (QueueId id : IDS) {
                BodyWriter body = spool.newBody(id);
                await(body.write(octets()));
                await(spool.accept(Messages.plain(id, SIZE), body, List.of()));
            }
            for (Path file : files(temp.resolve("spool"))) {
                Files.copy(file, image.resolve(file.getFileName()));
            }
        }
        return image;
    }

    private static Path log(Path directory) throws IOException {
        return files(directory).stream()
                .filter(file -> file.toString().endsWith(".log"))
                .max(Comparator.comparingLong(file -> file.toFile().length()))
                .orElseThrow();
    }

    private static Path tableOf(Path directory, String words) throws IOException {
        for (Path file : files(directory)) {
            if (file.toString().endsWith(".sst")
                    && new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(words)) {
                return file;
            }
        }
        throw new AssertionError("no table holds " + words);
    }

    private static void flipMiddle(Path file) throws IOException {
        flip(file, Files.size(file) / 2);
    }

    private static void flip(Path file, long at) throws IOException {
        try (RandomAccessFile octets = new RandomAccessFile(file.toFile(), "rw")) {
            octets.seek(at);
            int before = octets.read();
            octets.seek(at);
            octets.write(before ^ 0xff);
        }
    }

    private static void cut(Path file, int octets) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.setLength(open.length() - octets);
        }
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static List<QueueId> ids(Spool spool) {
        return spool.list(Optional.empty(), 1_000).stream()
                .map(SpooledMessage::id)
                .toList();
    }

    private static byte[] body(Spool spool, QueueId id) throws Exception {
        return await(spool.readBody(id).next()).orElseThrow();
    }

    private static byte[] octets() {
        return "x".repeat(SIZE).getBytes(StandardCharsets.US_ASCII);
    }

    private static <T> T await(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
