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
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * An OpenID provider that signs whatever claims it is sent. It answers 503 until it is opened. Tests reach it over
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
    private volatile boolean open;

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
        server.createContext("/open", exchange -> {
            open = true;
            answer(exchange, 200, "");
        });
    }

    /** Lets it answer from now on. */
    static void open() {
        provider().post("/open").then().statusCode(200);
    }

    /** A token with these claims. */
    static String token(Map<String, Object> claims) {
        return token("RS256", claims);
    }

    /** A token with these claims that pretends to be signed as this says: {@code RS256}, {@code none}, {@code strange}. */
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
        String algorithm = how.equals("none") ? "none" : "RS256";
        String text = base64(JSON.writeValueAsBytes(Map.of("alg", algorithm, "typ", "JWT", "kid", KEY_ID))) + "."
                + base64(JSON.writeValueAsBytes(claims));
        return text + "." + (how.equals("none") ? "" : signature(how.equals("strange") ? strangers : key, text));
    }

    private static String signature(KeyPair key, String text) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key.getPrivate());
            signature.update(text.getBytes(UTF_8));
            return base64(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void answer(HttpExchange exchange, Map<String, Object> body) throws IOException {
        answer(exchange, open ? 200 : 503, JSON.writeValueAsString(body));
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
