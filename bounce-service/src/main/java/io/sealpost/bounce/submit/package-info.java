/**
 * Hands composed reports to a relay: over SMTP through the Vert.x Mail Client, or by the relay's HTTP submission where the
 * sender's address cannot be written without SMTPUTF8. May import {@code dsn}.
 *
 * <p>TLS (by STARTTLS, or HTTPS) with a verified certificate and host name, and a login, are required before anything of a report is
 * written. Each report is one transaction with the null reverse path and one recipient. How the reply is judged:
 * <ul>
 *   <li>2yz at the end of the data: accepted.
 *   <li>A well-formed 5yz to MAIL, RCPT, DATA or the end of the data: refused for good. A 5yz to anything else (greeting,
 *       EHLO, AUTH) speaks of us and not of the report.
 *   <li>A connection lost or silent after it was established may have lost the reply that said yes. The report stays
 *       with that relay, whose memory of Message-IDs makes a second submission harmless.
 *   <li>Everything else leaves the report where it is, and the next relay of the list is tried.
 * </ul>
 *
 * <p>Over HTTP a problem document holds the reply and is judged by the same words. The relay's queue id is known there alone:
 * the Mail Client does not tell the words of a positive reply.
 */
@NullMarked
package io.sealpost.bounce.submit;

import org.jspecify.annotations.NullMarked;
