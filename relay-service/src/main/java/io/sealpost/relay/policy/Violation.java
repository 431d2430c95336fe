package io.sealpost.relay.policy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Something in which a session is not as demanded. */
public sealed interface Violation {
    /** Its name in events. */
    String word();

    /** For logs, events and reports: one line, bounded. */
    String words();

    /** Whether it is the relay that falls short, not the server. */
    default boolean isOurs() {
        return false;
    }

    /** The connection is in clear, or its TLS is older than demanded. */
    record TooOldVersion(Optional<TlsVersion> has, TlsVersion wanted) implements Violation {
        @Override
        public String word() {
            return "version";
        }

        @Override
        public String words() {
            return has.map(version -> version.protocol() + " was negotiated").orElse("the connection is not encrypted")
                    + ", at least " + wanted.protocol() + " is required";
        }
    }

    /** The chain does not lead to a trusted root. */
    record Untrusted(String reason) implements Violation {
        @Override
        public String word() {
            return "untrusted";
        }

        @Override
        public String words() {
            return "the certificate is not trusted: " + reason;
        }
    }

    /** The server's certificate is over. */
    record Expired(Instant since) implements Violation {
        @Override
        public String word() {
            return "expired";
        }

        @Override
        public String words() {
            return "the certificate expired at " + since;
        }
    }

    /** The server's certificate has not begun. */
    record NotYetValid(Instant from) implements Violation {
        @Override
        public String word() {
            return "not-yet-valid";
        }

        @Override
        public String words() {
            return "the certificate is not valid before " + from;
        }
    }

    /** The certificate is somebody else's. */
    record WrongName(List<String> wanted, List<String> has) implements Violation {
        private static final int MOST = 5;

        public WrongName {
            wanted = List.copyOf(wanted);
            has = List.copyOf(has);
        }

        @Override
        public String word() {
            return "name";
        }

        @Override
        public String words() {
            return "the certificate is for " + (has.isEmpty() ? "no host" : some(has)) + ", not for " + some(wanted);
        }

        private static String some(List<String> names) {
            String first = names.stream().limit(MOST).collect(Collectors.joining(", "));
            return names.size() > MOST ? first + " and " + (names.size() - MOST) + " more" : first;
        }
    }

    /** The server's public key is none of those that are pinned. */
    record WrongKey(Optional<SpkiPin> has, List<SpkiPin> wanted) implements Violation {
        public WrongKey {
            wanted = List.copyOf(wanted);
        }

        @Override
        public String word() {
            return "pin";
        }

        @Override
        public String words() {
            return "the certificate's key is not one of the " + wanted.size() + " pinned: its SHA-256 is "
                    + has.map(SpkiPin::hex).orElse("not known");
        }
    }

    /** No TLSA record can be used. */
    record NoTlsa(String why) implements Violation {
        @Override
        public String word() {
            return "no-tlsa";
        }

        @Override
        public String words() {
            return "the server's key is not known by DANE: " + why;
        }
    }

    /** The certificate is none of those that the TLSA records name. */
    record WrongTlsa(List<TlsaRecord> wanted) implements Violation {
        public WrongTlsa {
            wanted = List.copyOf(wanted);
        }

        @Override
        public String word() {
            return "tlsa";
        }

        @Override
        public String words() {
            return "the certificate matches none of the " + wanted.size() + " usable TLSA records";
        }
    }

    /** The relay could not find out. */
    record NotJudged(String what) implements Violation {
        @Override
        public String word() {
            return "not-judged";
        }

        @Override
        public String words() {
            return what;
        }

        @Override
        public boolean isOurs() {
            return true;
        }
    }
}
