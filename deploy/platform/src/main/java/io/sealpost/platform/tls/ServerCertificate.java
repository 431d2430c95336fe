package io.sealpost.platform.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A server's certificate with those above it, and its private key. */
public final class ServerCertificate {
    private final List<X509Certificate> chain;
    private final PrivateKey key;

    ServerCertificate(List<X509Certificate> chain, PrivateKey key) {
        this.chain = List.copyOf(chain);
        this.key = key;
    }

    public X509Certificate certificate() {
        return chain.get(0);
    }

    /** The same, shown without those above it. */
    public ServerCertificate alone() {
        return new ServerCertificate(chain.subList(0, 1), key);
    }

    /** The certificate and those above it, the root last. */
    public List<X509Certificate> chain() {
        return chain;
    }

    /** The certificate and those above it in PEM form, in this order. */
    public String chainPem() {
        return chain.stream().map(Pem::of).collect(Collectors.joining());
    }

    /** The private key in PEM form (PKCS #8). */
    public String keyPem() {
        return Pem.of(key);
    }

    /** Writes both as PEM files; the key's is readable by its owner only. */
    public void write(Path chainFile, Path keyFile) throws IOException {
        Files.writeString(chainFile, chainPem());
        Files.deleteIfExists(keyFile);
        Files.createFile(keyFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(keyFile, keyPem());
    }

    /** A TLS context of a server that shows this certificate. */
    public SSLContext serverContext() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no usable TLS", e);
        }
    }

    KeyManager[] keyManagers() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("own", key, new char[0], chain.toArray(Certificate[]::new));
            KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
            keys.init(store, new char[0]);
            return keys.getKeyManagers();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this Java has no usable TLS", e);
        }
    }
}
