package io.sealpost.relay.policy;

import io.sealpost.relay.mail.Domain;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

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
                    facts,
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
                    facts,
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

    /** {@code dane}: a usable TLSA record that matches (RFC 7672); none is looked up yet, so nothing meets it. */
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
            return Judgement.against(new Violation.NotJudged("no TLSA record was looked up for level dane"));
        }
    }

    private static Judgement trustAndName(SessionFacts facts, List<String> wanted, Predicate<CertificateName> fits) {
        Judgement name = facts.names().stream()
                .flatMap(each -> CertificateName.parse(each).stream())
                .filter(fits)
                .findFirst()
                .map(each -> Judgement.by(new Proof(Proof.Kind.NAME, each.toString())))
                .orElseGet(() -> Judgement.against(new Violation.WrongName(wanted, facts.names())));
        return facts.trust().judge().and(name);
    }
}
