package io.sealpost.rules.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/**
 * Gives what has no revision of its own an ETag of its content, and answers a read whose {@code If-None-Match} names what is
 * there with 304: RFC 9110 §13.1.2.
 */
public class ConditionalReads {

    private final ObjectMapper json;

    ConditionalReads(ObjectMapper json) {
        this.json = json;
    }

    @ServerResponseFilter
    public void answer(ContainerRequestContext request, ContainerResponseContext response)
            throws JsonProcessingException {
        if (!request.getMethod().equals("GET") || response.getStatus() != 200) {
            return;
        }
        if (!response.getHeaders().containsKey(HttpHeaders.ETAG) && isShown(response.getEntity())) {
            response.getHeaders().putSingle(HttpHeaders.ETAG, etag(response.getEntity()));
        }
        String present = response.getHeaderString(HttpHeaders.ETAG);
        if (present != null && names(request.getHeaderString(HttpHeaders.IF_NONE_MATCH), present)) {
            response.setStatus(304);
            response.setEntity(null);
        }
    }

    /** Whether it is one of ours, and not a stream. */
    private static boolean isShown(@Nullable Object entity) {
        return entity instanceof Record && entity.getClass().getName().startsWith("io.sealpost.rules.");
    }

    /** Weak comparison. */
    static boolean names(@Nullable String header, String present) {
        return header != null
                && (header.strip().equals("*")
                        || Arrays.stream(header.split(","))
                                .map(each -> each.strip().replaceFirst("^W/", ""))
                                .anyMatch(present.replaceFirst("^W/", "")::equals));
    }

    private String etag(Object shown) throws JsonProcessingException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(json.writeValueAsBytes(shown));
            return "W/\"" + HexFormat.of().formatHex(digest, 0, 16) + "\"";
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
