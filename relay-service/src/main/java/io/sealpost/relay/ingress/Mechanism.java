package io.sealpost.relay.ingress;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The mechanisms of AUTH, in the order in which EHLO tells them. */
enum Mechanism {
    SCRAM_SHA_256("SCRAM-SHA-256", "") {
        @Override
        Sasl begin(Authenticator authenticator) {
            return new ScramExchange(authenticator::challenge, Mechanism::nonce);
        }
    },
    PLAIN("PLAIN", "") {
        @Override
        Sasl begin(Authenticator authenticator) {
            return Sasl.plain();
        }
    },
    LOGIN("LOGIN", "Username:") {
        @Override
        Sasl begin(Authenticator authenticator) {
            return Sasl.login();
        }
    };

    private static final SecureRandom RANDOM = new SecureRandom();

    private final String word;
    private final String prompt;

    Mechanism(String word, String prompt) {
        this.word = word;
        this.prompt = prompt;
    }

    abstract Sasl begin(Authenticator authenticator);

    /** The challenge for a client that sent no response with AUTH. */
    String prompt() {
        return prompt;
    }

    static Optional<Mechanism> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }

    /** All of them, as EHLO tells them. */
    static String words() {
        return List.of(values()).stream().map(each -> each.word).collect(Collectors.joining(" "));
    }

    private static String nonce() {
        byte[] bytes = new byte[18];
        RANDOM.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
