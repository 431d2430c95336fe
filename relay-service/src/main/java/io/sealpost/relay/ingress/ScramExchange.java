package io.sealpost.relay.ingress;

import io.sealpost.relay.ruleset.ScramVerifier;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The server's side of SCRAM-SHA-256 (RFC 5802 §5, RFC 7677) up to the client's proof. Channel binding is not offered; a
 * client that wants it, or extensions that must be understood, is refused.
 */
final class ScramExchange implements Sasl {
    private static final Pattern CLIENT_FIRST = Pattern.compile(
            "(?<gs2>[ny],(?:a=(?<authzid>[^,]*+))?,)(?<bare>n=(?<user>[^,]++),r=(?<nonce>[!-+\\--~]{1,256})(?:,.*)?)");
    private static final Pattern CLIENT_FINAL = Pattern.compile(
            "(?<start>c=(?<binding>[^,]*+),r=(?<nonce>[^,]*+)(?:,[^p][^,]*+)*+),p=(?<proof>[A-Za-z0-9+/=]++)");

    private final Function<String, ScramVerifier> verifiers;
    private final Supplier<String> nonces;

    /**
     * @param verifiers salt and iterations for a login
     * @param nonces unguessable, printable, without a comma
     */
    ScramExchange(Function<String, ScramVerifier> verifiers, Supplier<String> nonces) {
        this.verifiers = verifiers;
        this.nonces = nonces;
    }

    @Override
    public Step next(byte[] response) {
        String text = new String(response, StandardCharsets.UTF_8);
        Matcher first = CLIENT_FIRST.matcher(text);
        if (!first.matches()) {
            return new Malformed("SCRAM begins with n,,n=USER,r=NONCE, without channel binding");
        }
        String login = first.group("user").replace("=2C", ",").replace("=3D", "=");
        if (login.length() > LONGEST_LOGIN) {
            return new Malformed("the user name is too long");
        }
        String authzid = first.group("authzid");
        if (authzid != null && !authzid.equals(first.group("user"))) {
            return new Malformed("nobody may act as another; leave out a=");
        }
        ScramVerifier verifier = verifiers.apply(login);
        String nonce = first.group("nonce") + nonces.get();
        String serverFirst = "r=" + nonce + ",s=" + Base64.getEncoder().encodeToString(verifier.salt()) + ",i="
                + verifier.iterations();
        String both = first.group("bare") + "," + serverFirst + ",";
        String binding = Base64.getEncoder().encodeToString(first.group("gs2").getBytes(StandardCharsets.UTF_8));
        return Challenge.of(serverFirst, proof -> claim(login, both, nonce, binding, proof));
    }

    private static Step claim(String login, String before, String nonce, String binding, byte[] response) {
        Matcher last = CLIENT_FINAL.matcher(new String(response, StandardCharsets.UTF_8));
        if (!last.matches()
                || !last.group("nonce").equals(nonce)
                || !last.group("binding").equals(binding)) {
            return new Malformed("the last message of SCRAM is c=BINDING,r=NONCE,p=PROOF with what was said before");
        }
        try {
            byte[] proof = Base64.getDecoder().decode(last.group("proof"));
            return new Claimed(new Claim.Proof(login, before + last.group("start"), proof));
        } catch (IllegalArgumentException e) {
            return new Malformed("the proof is not base64");
        }
    }
}
