package io.sealpost.platform.net;

/**
 * What two parties said on one connection: one character for each byte (ISO 8859-1).
 *
 * @param number counts the recorder's connections from 1
 * @param open whether either side may still speak
 * @param truncated whether more was said than the recorder keeps
 */
public record RecordedConnection(int number, String client, String server, boolean open, boolean truncated) {}
