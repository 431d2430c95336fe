package io.sealpost.relay.policy;

/** Whether a server's certificate leads to somebody whom the relay trusts (RFC 5280 §6). */
public sealed interface ChainTrust {
    Judgement judge();

    /** It leads to a root of the trust store, of this name. */
    record Trusted(String root) implements ChainTrust {
        @Override
        public Judgement judge() {
            return Judgement.by(new Proof(Proof.Kind.CHAIN, root));
        }
    }

    /** It leads to an authority that a TLSA record names. */
    record Anchored(TlsaRecord record) implements ChainTrust {
        @Override
        public Judgement judge() {
            return Judgement.by(new Proof(Proof.Kind.TLSA, record.toString()));
        }
    }

    /** It does not, and this is why. */
    record Distrusted(Violation why) implements ChainTrust {
        @Override
        public Judgement judge() {
            return Judgement.against(why);
        }
    }

    /** Nobody asked. */
    record Unasked() implements ChainTrust {
        @Override
        public Judgement judge() {
            return Judgement.against(new Violation.NotJudged("the certificate's chain was not judged"));
        }
    }
}
