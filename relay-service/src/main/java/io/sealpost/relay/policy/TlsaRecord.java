package io.sealpost.relay.policy;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;

/**
 * What DNS says of a server's certificate (RFC 6698 §2.1).
 *
 * @param usage 2: an authority's, 3: the server's own (RFC 7218); others are of no use to mail (RFC 7672 §3.1.3)
 * @param selector 0: the certificate, 1: its public key
 * @param matchingType 0: the thing itself, 1: its SHA-256, 2: its SHA-512
 * @param hex the data, lower-case hexadecimal
 */
public record TlsaRecord(int usage, int selector, int matchingType, String hex) {
    private static final int AUTHORITY = 2;
    private static final int SERVER = 3;
    private static final int CERTIFICATE = 0;
    private static final int PUBLIC_KEY = 1;
    static final int ITSELF = 0;
    static final int SHA_256 = 1;
    private static final int SHA_512 = 2;
    private static final int MOST_SHOWN = 64;

    public TlsaRecord {
        hex = hex.toLowerCase(Locale.ROOT);
    }

    /** Whether it is of a kind that we can compare with, and well-formed. */
    public boolean isUsable() {
        boolean isKnown =
                (usage == AUTHORITY || usage == SERVER) && (selector == CERTIFICATE || selector == PUBLIC_KEY);
        return isKnown
                && switch (matchingType) {
                    case ITSELF -> !hex.isEmpty();
                    case SHA_256 -> hex.length() == 64;
                    case SHA_512 -> hex.length() == 128;
                    default -> false;
                };
    }

    /** Of the server itself (DANE-EE): its names and dates do not count (RFC 7671 §5.1). */
    public boolean isOfServer() {
        return usage == SERVER;
    }

    /** Of an authority that issued it (DANE-TA), by whatever ways (RFC 7671 §5.2). */
    public boolean isOfAuthority() {
        return usage == AUTHORITY;
    }

    /** Whether its data are a whole certificate. */
    public boolean isCertificate() {
        return selector == CERTIFICATE && matchingType == ITSELF;
    }

    public boolean matches(X509Certificate certificate) {
        try {
            byte[] selected = selector == CERTIFICATE
                    ? certificate.getEncoded()
                    : certificate.getPublicKey().getEncoded();
            return isUsable() && HexFormat.of().formatHex(digested(selected)).equals(hex);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** As in a zone file, shortened. */
    @Override
    public String toString() {
        String data = hex.length() > MOST_SHOWN ? hex.substring(0, MOST_SHOWN) + "..." : hex;
        return usage + " " + selector + " " + matchingType + " " + data;
    }

    private byte[] digested(byte[] selected) throws GeneralSecurityException {
        return matchingType == ITSELF
                ? selected
                : MessageDigest.getInstance(matchingType == SHA_256 ? "SHA-256" : "SHA-512")
                        .digest(selected);
    }
}
