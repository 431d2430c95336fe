package io.sealpost.local.state;

import io.sealpost.platform.process.ServerFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Held by the one launcher that works in a data folder. The system frees it when that launcher ends, however it ends;
 * so what the file says of its holder is asked only while it is locked, and is never stale. The holder's JVM must not
 * ask for the {@link #holder}: closing the file a second time would free the lock.
 */
public final class LauncherLock implements AutoCloseable {
    private static final int TRIES = 40;
    private static final long PAUSE_MILLIS = 50;

    private final FileChannel channel;

    private LauncherLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Takes the lock of a folder, which exists; none when another launcher has it. Blocks for 2 seconds at most. */
    public static Optional<LauncherLock> take(Path dataFolder) {
        Path file = file(dataFolder);
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locked(channel)) {
                channel.close();
                return Optional.empty();
            }
            ProcessId self = ProcessId.current();
            channel.truncate(0);
            channel.write(StandardCharsets.US_ASCII.encode(self.pid() + " " + self.start() + "\n"));
            return Optional.of(new LauncherLock(channel));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + file + ": " + e.getMessage(), e);
        }
    }

    /**
     * The launcher that works in a data folder now. Blocks for 2 seconds at most.
     *
     * @throws ServerFailed if the folder is locked and the file does not say by whom
     */
    public static Optional<ProcessId> holder(Path dataFolder) {
        Path file = file(dataFolder);
        try {
            for (int i = 0; i < TRIES; i++) {
                if (isFree(file)) {
                    return Optional.empty();
                }
                Optional<ProcessId> holder = read(file).filter(ProcessId::isRunning);
                if (holder.isPresent()) {
                    return holder;
                }
                pause();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e, e);
        }
        throw new ServerFailed("a launcher has locked " + file + " and does not say who it is");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those who only look hold it for a moment. */
    private static boolean locked(FileChannel channel) throws IOException {
        try {
            for (int i = 0; i < TRIES; i++) {
                if (channel.tryLock() != null) {
                    return true;
                }
                pause();
            }
            return false;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static boolean isFree(Path file) throws IOException {
        if (!Files.exists(file)) {
            return true;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return channel.tryLock(0, Long.MAX_VALUE, true) != null;
        }
    }

    private static Optional<ProcessId> read(Path file) throws IOException {
        String[] words = Files.readString(file).strip().split(" ", -1);
        return words.length == 2 && words[0].matches("[0-9]{1,10}")
                ? Optional.of(new ProcessId(Long.parseLong(words[0]), words[1]))
                : Optional.empty();
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Path file(Path dataFolder) {
        return dataFolder.resolve("launcher.lock");
    }
}
