package io.sealpost.relay.policy;

/** Whether a server's certificate leads to a root that the relay trusts (RFC 5280 §6). */
public sealed interface ChainTrust {
    Judgement judge();

    /** It does: this is the root's name. */
    record Trusted(String root) implements ChainTrust {
        @Override
        public Judgement judge() {
            return Judgement.by(new Proof(Proof.Kind.CHAIN, root));
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
