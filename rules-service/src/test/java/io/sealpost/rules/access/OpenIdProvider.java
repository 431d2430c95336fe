package io.sealpost.rules.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * An OpenID provider that signs whatever claims it is sent. It is away, and answers 503, until a test calls it. Tests reach it over
 * HTTP, since they may come from another class loader.
 */
public final class OpenIdProvider implements QuarkusTestResourceLifecycleManager {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> CLAIMS = new TypeReference<>() {};
    private static final String KEY_ID = "one";

    private final KeyPair key = keyPair();
    private final KeyPair strangers = keyPair();
    private final HttpServer server;
    private final String issuer;
    private volatile boolean present;

    public OpenIdProvider() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        issuer = "http://127.0.0.1:" + server.getAddress().getPort();
        server.createContext("/.well-known/openid-configuration", exchange -> answer(exchange, discovery()));
        server.createContext("/keys", exchange -> answer(exchange, Map.of("keys", List.of(publicKey()))));
        server.createContext("/sign", exchange -> {
            Map<String, Object> claims =
                    JSON.readValue(exchange.getRequestBody().readAllBytes(), CLAIMS);
            answer(exchange, 200, signed(exchange.getRequestURI().getQuery(), claims));
        });
        server.createContext("/present", exchange -> {
            present = Boolean.parseBoolean(exchange.getRequestURI().getQuery());
            answer(exchange, 200, "");
        });
    }

    /** Whether it answers from now on. */
    static void present(boolean answers) {
        provider().post("/present?" + answers).then().statusCode(200);
    }

    /** A token with these claims. */
    static String token(Map<String, Object> claims) {
        return token("RS256", claims);
    }

    /**
     * A token with these claims, signed by: {@code RS256}; {@code none}; {@code HS256}, with the public key as the secret;
     * {@code strange}, another key that is told as this one; {@code unknown}, one of another name.
     */
    static String token(String how, Map<String, Object> claims) {
        return provider().body(claims).post("/sign?" + how).asString();
    }

    static String issuer() {
        return ConfigProvider.getConfig().getValue("sealpost.oidc.issuer", String.class);
    }

    private static RequestSpecification provider() {
        return RestAssured.given()
                .baseUri(issuer())
                .port(Integer.parseInt(issuer().replaceAll(".*:", "")))
                .contentType(ContentType.JSON);
    }

    @Override
    public Map<String, String> start() {
        server.start();
        return Map.of("sealpost.oidc.issuer", issuer, "sealpost.oidc.operators", "true");
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    private Map<String, Object> discovery() {
        return Map.of("issuer", issuer, "jwks_uri", issuer + "/keys");
    }

    private Map<String, Object> publicKey() {
        RSAPublicKey rsa = (RSAPublicKey) key.getPublic();
        return Map.of(
                "kty",
                "RSA",
                "use",
                "sig",
                "alg",
                "RS256",
                "kid",
                KEY_ID,
                "n",
                base64(unsigned(rsa.getModulus())),
                "e",
                base64(unsigned(rsa.getPublicExponent())));
    }

    private String signed(String how, Map<String, Object> claims) throws IOException {
        Map<String, String> header = Map.of(
                "alg", List.of("none", "HS256").contains(how) ? how : "RS256",
                "typ", "JWT",
                "kid", how.equals("unknown") ? "two" : KEY_ID);
        String text = base64(JSON.writeValueAsBytes(header)) + "." + base64(JSON.writeValueAsBytes(claims));
        try {
            return text + "." + base64(signature(how, text.getBytes(UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private byte[] signature(String how, byte[] text) throws GeneralSecurityException {
        if (how.equals("none")) {
            return new byte[0];
        }
        if (how.equals("HS256")) {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getPublic().getEncoded(), "HmacSHA256"));
            return mac.doFinal(text);
        }
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign((how.equals("RS256") ? key : strangers).getPrivate());
        signature.update(text);
        return signature.sign();
    }

    private void answer(HttpExchange exchange, Map<String, Object> body) throws IOException {
        answer(exchange, present ? 200 : 503, JSON.writeValueAsString(body));
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static KeyPair keyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
