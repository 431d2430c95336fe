package io.sealpost.local.stack;

import io.sealpost.platform.process.ServerFailed;
import io.sealpost.platform.tls.CertificateAuthority;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.stream.Stream;

/**
 * The layout of a stack's folder, and the secrets and certificates in it: made at the first start, kept afterwards.
 * Secrets are readable by their owner only.
 *
 * @param path the folder
 */
public record DataFolder(Path path) {
    private static final Duration RENEW_BEFORE = Duration.ofDays(30);
    private static final int SECRET_BYTES = 24;
    private static final String CHOOSE = "; choose another with --data";

    /** The first API key; the rules-service writes it. */
    public Path operatorKey() {
        return path.resolve("operator-key");
    }

    /** The bearer secret of the operators' REST of the relays and the bounce-service. */
    public Path adminToken() {
        return path.resolve("admin-token");
    }

    /** The bounce-service's own login at the relays: {@code username:secret}. */
    public Path reporterCredential() {
        return path.resolve("reporter-credential");
    }

    /** The root that issued the relays' certificate. */
    public Path caCertificate() {
        return path.resolve("tls/ca.pem");
    }

    public Path relayCertificate() {
        return path.resolve("tls/relay.pem");
    }

    public Path relayKey() {
        return path.resolve("tls/relay-key.pem");
    }

    public Path logs() {
        return path.resolve("logs");
    }

    public Path log(String part) {
        return logs().resolve(part + ".log");
    }

    /** Where a part keeps its own data. */
    public Path of(String part) {
        return path.resolve(part);
    }

    /** Makes the folder if it is not there; fails, saying who may, when this user may not write in it. */
    void requireWritable() {
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw new ServerFailed("cannot make the data folder " + path + ": " + reason(e) + CHOOSE, e);
        }
        if (!Files.isWritable(path)) {
            throw new ServerFailed(System.getProperty("user.name") + " may not write to the data folder " + path
                    + ", which " + "belongs to " + owner(path) + CHOOSE);
        }
    }

    /** Deletes all that is in it, and the folder. */
    public void empty() {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(path)) {
            for (Path each : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot empty " + path, e);
        }
    }

    private static String reason(IOException e) {
        return e instanceof AccessDeniedException denied
                ? System.getProperty("user.name") + " may not make " + denied.getFile()
                : e.toString();
    }

    private static String owner(Path path) {
        try {
            return Files.getOwner(path).getName();
        } catch (IOException e) {
            return "another user";
        }
    }

    /** Makes what is missing. */
    void prepare() {
        try {
            Files.createDirectories(logs());
            Files.createDirectories(path.resolve("tls"));
            link(log("kafka"), of("kafka").resolve("kafka.log"));
            link(log("postgres"), of("postgres").resolve("postgres.log"));
            writeSecret(adminToken(), "");
            writeSecret(reporterCredential(), "bounce-service:");
            if (!hasUsableCertificate()) {
                writeCertificates();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot prepare the data folder " + path + ": " + e, e);
        }
    }

    private void link(Path link, Path target) throws IOException {
        if (!Files.isSymbolicLink(link)) {
            Files.createSymbolicLink(link, logs().relativize(target));
        }
    }

    /** Written aside and renamed, so that an interrupted start never leaves half a secret. */
    private static void writeSecret(Path file, String prefix) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        Path fresh = Files.createTempFile(
                file.getParent(),
                file.getFileName() + "-",
                ".tmp",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, prefix + HexFormat.of().formatHex(secret) + "\n");
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private boolean hasUsableCertificate() throws IOException {
        if (!Files.exists(relayKey()) || !Files.exists(caCertificate()) || !Files.exists(relayCertificate())) {
            return false;
        }
        try (InputStream in = Files.newInputStream(relayCertificate())) {
            X509Certificate certificate =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
            return certificate.getNotAfter().toInstant().isAfter(Instant.now().plus(RENEW_BEFORE));
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** The key is written last: without it, the next start writes all three anew. */
    private void writeCertificates() throws IOException {
        Files.deleteIfExists(relayKey());
        CertificateAuthority authority = CertificateAuthority.create("Sealpost local root");
        Files.writeString(caCertificate(), authority.pem());
        authority.issue("localhost", "127.0.0.1").write(relayCertificate(), relayKey());
    }
}
