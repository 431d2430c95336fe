package io.sealpost.relay.ingress;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Where an exchange of AUTH stands (RFC 4422, RFC 4954 §4): takes the client's next response and says what follows. Pure. */
interface Sasl {
    Step next(byte[] response);

    /** What follows a response. */
    sealed interface Step {}

    /** The client is to answer this. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Challenge(byte[] octets, Sasl next) implements Step {
        static Challenge of(String text, Sasl next) {
            return new Challenge(text.getBytes(StandardCharsets.UTF_8), next);
        }
    }

    /** The client has said who it is. */
    record Claimed(Claim claim) implements Step {}

    /** The client, too, has seen the other side proved. */
    record Agreed(Identity identity) implements Step {}

    /** The response is none of this mechanism. */
    record Malformed(String what) implements Step {}

    /** The longest login that is looked at, in octets. */
    int LONGEST_LOGIN = 320;

    /** PLAIN (RFC 4616): an identity to act as, which must be empty or the login, the login and the secret, NULs between. */
    static Sasl plain() {
        return response -> {
            String[] parts = new String(response, StandardCharsets.UTF_8).split("\0", -1);
            if (parts.length != 3 || parts[1].isEmpty() || parts[1].length() > LONGEST_LOGIN) {
                return new Malformed("PLAIN is NUL, user name, NUL, secret");
            }
            return parts[0].isEmpty() || parts[0].equals(parts[1])
                    ? new Claimed(new Claim.Secret("plain", parts[1], parts[2]))
                    : new Malformed("nobody may act as another; leave the first field of PLAIN empty");
        };
    }

    /** LOGIN (draft-murchison-sasl-login): asks for the login, then for the secret. A response with AUTH is the login. */
    static Sasl login() {
        return name -> {
            String login = new String(name, StandardCharsets.UTF_8);
            if (login.isEmpty() || login.length() > LONGEST_LOGIN || login.indexOf('\0') >= 0) {
                return new Malformed("the user name is missing or too long");
            }
            return Challenge.of(
                    "Password:",
                    secret ->
                            new Claimed(new Claim.Secret("login", login, new String(secret, StandardCharsets.UTF_8))));
        };
    }

    /** What is left of SCRAM after the server's signature: the client says nothing more (RFC 4954 §4). */
    static Sasl agreement(Identity identity) {
        return response -> response.length == 0 || Arrays.equals(response, new byte[] {'='})
                ? new Agreed(identity)
                : new Malformed("an empty response ends SCRAM");
    }
}
