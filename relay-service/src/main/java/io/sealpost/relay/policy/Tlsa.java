package io.sealpost.relay.policy;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** What the TLSA records of a host come to (RFC 7672 §2.2). */
public sealed interface Tlsa {
    /** Whoever delivers to this host must demand it, whatever the rules say. */
    TlsRequirement requirement();

    /**
     * Keys are named under DNSSEC.
     *
     * @param baseDomain below which the records stand: for SNI, and a name of the server
     * @param records usable ones; at least one
     */
    record Usable(String baseDomain, List<TlsaRecord> records) implements Tlsa {
        private static final TlsRequirement DANE =
                TlsRequirement.of(TlsVersion.TLS_1_2, List.of(new Demand.Dane()), Duration.ZERO);

        public Usable {
            records = List.copyOf(records);
        }

        @Override
        public TlsRequirement requirement() {
            return DANE;
        }
    }

    /** There are records, but none that we can compare with: TLS is promised, and nobody is authenticated. */
    record Unusable(String baseDomain) implements Tlsa {
        private static final TlsRequirement TLS = TlsRequirement.of(TlsVersion.TLS_1_2, List.of(), Duration.ZERO);

        @Override
        public TlsRequirement requirement() {
            return TLS;
        }
    }

    /** There are none that can be believed, and this is why. */
    record None(String why) implements Tlsa {
        @Override
        public TlsRequirement requirement() {
            return TlsRequirement.NONE;
        }
    }

    /** The relay has no means to find out, and this is why. */
    record Unknown(String why) implements Tlsa {
        @Override
        public TlsRequirement requirement() {
            return TlsRequirement.NONE;
        }
    }

    /** @param records all that there are under the base domain; at least one */
    static Tlsa of(String baseDomain, List<TlsaRecord> records) {
        List<TlsaRecord> usable =
                records.stream().filter(TlsaRecord::isUsable).distinct().toList();
        List<TlsaRecord> strongest = usable.stream()
                .filter(each -> usable.stream().noneMatch(other -> isStrongerDigest(other, each)))
                .toList();
        return usable.isEmpty() ? new Unusable(baseDomain) : new Usable(baseDomain, strongest);
    }

    /** RFC 7671 §9: of records that differ in their digest, only those of the strongest count. */
    private static boolean isStrongerDigest(TlsaRecord one, TlsaRecord other) {
        return one.usage() == other.usage()
                && one.selector() == other.selector()
                && other.matchingType() != TlsaRecord.ITSELF
                && one.matchingType() > other.matchingType();
    }

    /** Calls the one function that fits; a further case breaks the compilation of every caller. */
    default <T> T match(
            Function<Usable, T> usable,
            Function<Unusable, T> unusable,
            Function<None, T> none,
            Function<Unknown, T> unknown) {
        if (this instanceof Usable value) {
            return usable.apply(value);
        }
        if (this instanceof Unusable value) {
            return unusable.apply(value);
        }
        if (this instanceof None value) {
            return none.apply(value);
        }
        return unknown.apply((Unknown) this);
    }
}
