package io.sealpost.bounce.dsn;

import java.util.List;

/**
 * Entities between boundaries (RFC 2046 §5.1).
 *
 * @param contentType with the boundary
 * @param body lines, each ended by LF
 */
record Multipart(String contentType, String body) implements Entity {

    /**
     * With a boundary that occurs in no part.
     *
     * @param subtype with its own parameters
     */
    static Multipart of(String subtype, String id, List<Entity> parts) {
        String boundary = boundary("=_" + id, parts);
        StringBuilder body = new StringBuilder();
        for (Entity part : parts) {
            body.append("--").append(boundary).append('\n').append(part.wire()).append('\n');
        }
        body.append("--").append(boundary).append("--\n");
        return new Multipart("multipart/" + subtype + "; boundary=\"" + boundary + "\"", body.toString());
    }

    @Override
    public String wire() {
        return HeaderField.of("Content-Type", contentType).line() + "\n\n" + body;
    }

    @Override
    public boolean contains(String boundary) {
        return body.contains(boundary);
    }

    /** RFC 2046 §5.1.1: at most 70 characters, and in no part. */
    private static String boundary(String stem, List<Entity> parts) {
        String boundary = stem;
        for (int attempt = 1; occursIn(parts, boundary); attempt++) {
            boundary = stem + "=" + attempt;
        }
        return boundary;
    }

    private static boolean occursIn(List<Entity> parts, String boundary) {
        return parts.stream().anyMatch(part -> part.contains(boundary));
    }
}
