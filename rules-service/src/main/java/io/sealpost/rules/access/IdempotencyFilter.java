package io.sealpost.rules.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sealpost.rules.access.IdempotentAnswers.Answer;
import io.sealpost.rules.access.IdempotentAnswers.Earlier;
import io.sealpost.rules.problem.BodyReader;
import io.sealpost.rules.problem.Problem;
import io.sealpost.rules.problem.Violation;
import io.sealpost.rules.problem.WholeDocument;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/**
 * Lets a client repeat a POST whose answer it never saw: with the same {@code Idempotency-Key} the first answer comes
 * again and nothing is done twice (draft-ietf-httpapi-idempotency-key-header). What was refused may be tried again. An
 * answer with a secret, which says {@code no-store}, is kept without its body.
 */
public class IdempotencyFilter {

    private static final String HEADER = "Idempotency-Key";
    private static final String TOKEN = IdempotencyFilter.class.getName();
    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private final IdempotentAnswers answers;
    private final CurrentCall current;
    private final BodyReader bodies;
    private final ObjectMapper json;

    IdempotencyFilter(IdempotentAnswers answers, CurrentCall current, BodyReader bodies, ObjectMapper json) {
        this.bodies = bodies;
        this.answers = answers;
        this.current = current;
        this.json = json;
    }

    /** After the one that lets requests in. */
    @ServerRequestFilter(priority = AccessFilter.PRIORITY + 1)
    public @Nullable Response recall(ContainerRequestContext request, ResourceInfo operation) throws IOException {
        String token = request.getHeaderString(HEADER);
        if (token == null || !request.getMethod().equals("POST") || !current.isLetIn() || isOfLines(request)) {
            return null;
        }
        if (!FORM.matcher(token).matches()) {
            throw new Problem.BadParameter(HEADER, token, "1 to 255 visible ASCII characters").asException();
        }
        var earlier = answers.begin(current.get().caller().id(), token, fingerprint(request, bodyOf(operation)));
        if (earlier.isPresent()) {
            return answer(earlier.get());
        }
        request.setProperty(TOKEN, token);
        return null;
    }

    @ServerResponseFilter
    public void keep(ContainerRequestContext request, ContainerResponseContext response)
            throws JsonProcessingException {
        if (!(request.getProperty(TOKEN) instanceof String token)) {
            return;
        }
        String key = current.get().caller().id();
        if (response.getStatus() >= 300) {
            answers.failed(key, token);
            return;
        }
        boolean secret = "no-store".equals(response.getHeaderString(HttpHeaders.CACHE_CONTROL));
        String body = secret || response.getEntity() == null ? null : json.writeValueAsString(response.getEntity());
        answers.answered(
                key,
                token,
                new Answer(
                        response.getStatus(),
                        response.getHeaderString(HttpHeaders.LOCATION),
                        response.getHeaderString(HttpHeaders.ETAG),
                        body));
    }

    private static Response answer(Earlier earlier) {
        if (!earlier.isSame()) {
            throw new Problem.InvalidValues(
                            List.of(new Violation(HEADER, null, "a new one: another request was sent with this one")))
                    .asException();
        }
        Answer answer = earlier.answer()
                .orElseThrow(
                        () -> new Problem.Conflict("The first request with this Idempotency-Key is under way, or the "
                                        + "service ended in the midst of it: see whether it was done.")
                                .asException());
        return Response.status(answer.status())
                .header(HttpHeaders.LOCATION, answer.location())
                .header(HttpHeaders.ETAG, answer.etag())
                .type(MediaType.APPLICATION_JSON)
                .entity(answer.body())
                .build();
    }

    /** A stream of lines is not kept: it may be sent again as it is, and nothing is done twice. */
    private static boolean isOfLines(ContainerRequestContext request) {
        return MediaType.valueOf("application/x-ndjson").isCompatible(request.getMediaType());
    }

    /** Of which type its body is, as far as that decides how large it may be. */
    private static Class<?> bodyOf(ResourceInfo operation) {
        return Arrays.stream(operation.getResourceMethod().getParameterTypes())
                .filter(WholeDocument.class::isAssignableFrom)
                .findFirst()
                .orElse(Object.class);
    }

    /** What makes two requests the same; the body, which is of this type, is read and put back. */
    private byte[] fingerprint(ContainerRequestContext request, Class<?> type) throws IOException {
        byte[] body = bodies.read(request.getEntityStream(), type);
        request.setEntityStream(new ByteArrayInputStream(body));
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(request.getUriInfo().getRequestUri().toString().getBytes(StandardCharsets.UTF_8));
            return digest.digest(body);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
