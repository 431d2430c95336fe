package io.sealpost.relay.delivery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The roots in force: the JDK's, or those of a PEM bundle, which is read again when its content has changed.
 *
 * <p>A bundle that cannot be read stops the start. Later it is logged and shown as a metric, and the roots that were in
 * force stay so: an empty or half-written file must not stop the mail, nor must it let anybody in.
 */
public final class TrustStore {
    private static final Logger LOG = Logger.getLogger(TrustStore.class);
    private static final long MAX_SIZE = 16 << 20;

    private final Optional<Path> file;
    private byte[] seen;
    private volatile Roots roots;
    private volatile boolean broken;

    private TrustStore(Optional<Path> file, byte[] seen, Roots roots) {
        this.file = file;
        this.seen = seen;
        this.roots = roots;
    }

    /** The roots of the JDK; they are never read again. */
    public static TrustStore ofJdk() {
        try {
            return new TrustStore(Optional.empty(), new byte[0], Roots.ofJdk());
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "the JDK's trust store cannot be used; name one with sealpost.delivery.trust-store.file", e);
        }
    }

    /** The roots of a PEM bundle. Blocks. */
    public static TrustStore ofFile(Path file) {
        try {
            byte[] content = read(file);
            return new TrustStore(Optional.of(file), content, Roots.ofPem(content));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "sealpost.delivery.trust-store.file must be a PEM file of certificates; " + file + " is not: "
                            + FailureWords.of(e),
                    e);
        }
    }

    Roots roots() {
        return roots;
    }

    /** Whether the file is not what is in force, since it cannot be read. */
    boolean isBroken() {
        return broken;
    }

    /** Reads the file again if it has changed. Blocks. */
    synchronized void refresh() {
        file.ifPresent(this::refresh);
    }

    private void refresh(Path changed) {
        try {
            byte[] content = read(changed);
            if (!Arrays.equals(content, seen)) {
                seen = content;
                roots = Roots.ofPem(content);
                broken = false;
                LOG.infof(
                        "Trust store read again file=%s certificates=%d",
                        changed, roots.certificates().size());
            }
        } catch (IOException e) {
            boolean told = seen.length == 0;
            seen = new byte[0];
            breakDown(changed, e, told);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            breakDown(changed, e, false);
        }
    }

    private void breakDown(Path changed, Exception cause, boolean told) {
        broken = true;
        if (!told) {
            LOG.errorf(
                    "Trust store cannot be read, the one before stays in force file=%s certificates=%d cause=\"%s\"",
                    changed, roots.certificates().size(), FailureWords.of(cause));
        }
    }

    private static byte[] read(Path file) throws IOException {
        if (Files.size(file) > MAX_SIZE) {
            throw new IOException("larger than 16 MiB");
        }
        return Files.readAllBytes(file);
    }
}
