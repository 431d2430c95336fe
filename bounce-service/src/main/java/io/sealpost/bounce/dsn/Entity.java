package io.sealpost.bounce.dsn;

/** A MIME entity (RFC 2045 §2.4), encoded for the wire. */
interface Entity {

    /** The media type with its parameters. */
    String contentType();

    /** Header fields and content as they stand between two boundaries, lines ended by LF. */
    String wire();

    /** Whether a line of it could be taken for a boundary. */
    boolean contains(String boundary);
}
