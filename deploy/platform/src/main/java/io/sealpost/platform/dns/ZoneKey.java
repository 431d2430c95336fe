package io.sealpost.platform.dns;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNSKEYRecord;
import org.xbill.DNS.DNSSEC;
import org.xbill.DNS.DSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.RRset;

/** The one key that signs a zone (ECDSA P-256, RFC 6605). */
final class ZoneKey {
    private static final Duration VALID = Duration.ofDays(2);

    private final DNSKEYRecord key;
    private final PrivateKey secret;

    private ZoneKey(DNSKEYRecord key, PrivateKey secret) {
        this.key = key;
        this.secret = secret;
    }

    static ZoneKey generate(Name apex) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            DNSKEYRecord key = new DNSKEYRecord(
                    apex,
                    DClass.IN,
                    Zone.TTL_SECONDS,
                    DNSKEYRecord.Flags.ZONE_KEY | DNSKEYRecord.Flags.SEP_KEY,
                    DNSKEYRecord.Protocol.DNSSEC,
                    DNSSEC.Algorithm.ECDSAP256SHA256,
                    pair.getPublic());
            return new ZoneKey(key, pair.getPrivate());
        } catch (GeneralSecurityException | DNSSEC.DNSSECException e) {
            throw new IllegalStateException("no key for the zone " + apex, e);
        }
    }

    DNSKEYRecord record() {
        return key;
    }

    DSRecord ds() {
        return new DSRecord(key.getName(), DClass.IN, Zone.TTL_SECONDS, DNSSEC.Digest.SHA256, key);
    }

    RRSIGRecord sign(RRset records) {
        Instant now = Instant.now();
        try {
            return DNSSEC.sign(records, key, secret, now.minus(VALID), now.plus(VALID));
        } catch (DNSSEC.DNSSECException e) {
            throw new IllegalStateException("cannot sign " + records, e);
        }
    }
}
