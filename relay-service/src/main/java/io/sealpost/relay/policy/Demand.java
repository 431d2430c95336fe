package io.sealpost.relay.policy;

import io.sealpost.relay.mail.Domain;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What one rule demands of the server's certificate, beyond TLS itself. */
public sealed interface Demand {
    /** The word for it. */
    TlsLevel level();

    /** Whether it holds only where the chain is trusted. */
    boolean needsTrustedChain();

    Judgement judge(SessionFacts facts);

    /** The further names that it accepts. */
    default List<AcceptedName> names() {
        return List.of();
    }

    /** The keys that it pins. */
    default List<SpkiPin> pins() {
        return List.of();
    }

    /**
     * {@code verify}: a trusted chain and the name of the MX host. Where the MX records come from an unsigned zone, so
     * does that name; {@link RecipientDomain} does not depend on it.
     */
    record HostName() implements Demand {
        @Override
        public TlsLevel level() {
            return TlsLevel.VERIFY;
        }

        @Override
        public boolean needsTrustedChain() {
            return true;
        }

        @Override
        public Judgement judge(SessionFacts facts) {
            Optional<Domain> host = CertificateName.reference(facts.host());
            return trustAndName(
                    facts.trust(),
                    facts.names(),
                    List.of(facts.host()),
                    name -> host.filter(name::covers).isPresent());
        }
    }

    /**
     * {@code secure}: a trusted chain and the recipient's domain, a name below it, or one of {@code names}.
     *
     * @param names in their order, without doubles
     */
    record RecipientDomain(List<AcceptedName> names) implements Demand {
        public RecipientDomain {
            names = names.stream().distinct().sorted().toList();
        }

        @Override
        public TlsLevel level() {
            return TlsLevel.SECURE;
        }

        @Override
        public boolean needsTrustedChain() {
            return true;
        }

        @Override
        public Judgement judge(SessionFacts facts) {
            List<AcceptedName> accepted = new ArrayList<>();
            accepted.add(new AcceptedName.Exactly(facts.domain()));
            accepted.add(new AcceptedName.Below(facts.domain()));
            accepted.addAll(names);
            return trustAndName(
                    facts.trust(),
                    facts.names(),
                    accepted.stream().map(AcceptedName::toString).toList(),
                    name -> accepted.stream().anyMatch(each -> each.accepts(name)));
        }
    }

    /**
     * {@code fingerprint}: the certificate's public key is one of these.
     *
     * <p>Only the server's own certificate counts. The chain is not judged at this level, so a further certificate that
     * is sent along proves nothing: anybody can send a copy of it.
     *
     * @param pins in their order, without doubles; at least one
     */
    record PinnedKey(List<SpkiPin> pins) implements Demand {
        public PinnedKey {
            pins = pins.stream().distinct().sorted().toList();
            if (pins.isEmpty()) {
                throw new IllegalArgumentException("a demand for one of no pins");
            }
        }

        @Override
        public TlsLevel level() {
            return TlsLevel.FINGERPRINT;
        }

        @Override
        public boolean needsTrustedChain() {
            return false;
        }

        @Override
        public Judgement judge(SessionFacts facts) {
            return facts.key()
                    .filter(pins::contains)
                    .map(pin -> Judgement.by(new Proof(Proof.Kind.PIN, pin.hex())))
                    .orElseGet(() -> Judgement.against(new Violation.WrongKey(facts.key(), pins)));
        }
    }

    /**
     * {@code dane}: a usable TLSA record that matches (RFC 7672 §3.1): one of the server's own certificate, whatever its
     * names and dates, or one of an authority that issued it, and then the name must be the server's or the domain's
     * (§3.2.2).
     */
    record Dane() implements Demand {
        @Override
        public TlsLevel level() {
            return TlsLevel.DANE;
        }

        @Override
        public boolean needsTrustedChain() {
            return false;
        }

        @Override
        public Judgement judge(SessionFacts facts) {
            return facts.dane()
                    .tlsa()
                    .match(
                            usable -> judge(usable, facts),
                            unusable -> Judgement.against(new Violation.NoTlsa(
                                    "no TLSA record of " + unusable.baseDomain() + " is of a usable kind")),
                            none -> Judgement.against(new Violation.NoTlsa(none.why())),
                            unknown -> Judgement.against(new Violation.NotJudged(
                                    "the server's key cannot be known by DANE: " + unknown.why())));
        }

        private static Judgement judge(Tlsa.Usable tlsa, SessionFacts facts) {
            Optional<TlsaRecord> own = tlsa.records().stream()
                    .filter(TlsaRecord::isOfServer)
                    .filter(record ->
                            facts.dane().certificate().filter(record::matches).isPresent())
                    .findFirst();
            if (own.isPresent()) {
                return Judgement.by(new Proof(Proof.Kind.TLSA, own.get().toString()));
            }
            if (tlsa.records().stream().noneMatch(TlsaRecord::isOfAuthority)) {
                return Judgement.against(new Violation.WrongTlsa(tlsa.records()));
            }
            List<Domain> references = Stream.of(
                            tlsa.baseDomain(), facts.host(), facts.domain().name())
                    .flatMap(name -> CertificateName.reference(name).stream())
                    .distinct()
                    .toList();
            return trustAndName(
                    facts.dane().authority(),
                    facts.names(),
                    references.stream().map(Domain::name).toList(),
                    name -> references.stream().anyMatch(name::covers));
        }
    }

    private static Judgement trustAndName(
            ChainTrust trust, List<String> names, List<String> wanted, Predicate<CertificateName> fits) {
        Judgement name = names.stream()
                .flatMap(each -> CertificateName.parse(each).stream())
                .filter(fits)
                .findFirst()
                .map(each -> Judgement.by(new Proof(Proof.Kind.NAME, each.toString())))
                .orElseGet(() -> Judgement.against(new Violation.WrongName(wanted, names)));
        return trust.judge().and(name);
    }
}
