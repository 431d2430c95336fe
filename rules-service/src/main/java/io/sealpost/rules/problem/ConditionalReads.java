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
 * Gives every page of a list an ETag of its content, and answers a read whose {@code If-None-Match} names what is there
 * with 304: RFC 9110 §13.1.2.
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
        if (response.getEntity() instanceof Page<?> page) {
            response.getHeaders().putSingle(HttpHeaders.ETAG, etag(page));
        }
        String present = response.getHeaderString(HttpHeaders.ETAG);
        if (present != null && names(request.getHeaderString(HttpHeaders.IF_NONE_MATCH), present)) {
            response.setStatus(304);
            response.setEntity(null);
        }
    }

    /** Weak comparison. */
    static boolean names(@Nullable String header, String present) {
        return header != null
                && (header.strip().equals("*")
                        || Arrays.stream(header.split(","))
                                .map(each -> each.strip().replaceFirst("^W/", ""))
                                .anyMatch(present.replaceFirst("^W/", "")::equals));
    }

    private String etag(Page<?> page) throws JsonProcessingException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(json.writeValueAsBytes(page));
            return "W/\"" + HexFormat.of().formatHex(digest, 0, 16) + "\"";
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
