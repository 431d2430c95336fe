package io.sealpost.relay.delivery;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rows of the table of attempt classes that a connection can show, each under the level encrypt and under no rule.
 *
 * <p>Where no connection comes about and where something of ours fails is in {@link AttemptClassTest}, what goes wrong
 * in the handshake in {@link HandshakeTest}, certificates are in {@link CertificateMatrixIT}, two hosts in {@link
 * HostOrderTest}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClassTableTest {
    private static final Duration LIMIT = Duration.ofSeconds(3);

    private final Scene scene = new Scene();

    @AfterAll
    void close() {
        scene.close();
    }

    @ParameterizedTest
    @MethodSource
    void answers(ClassRow row) {
        row.assertUnderEncrypt(scene);
        row.assertUnderNoRule(scene);
    }

    /** At, does, class, verdict under encrypt, under no rule, reply, TLS, words. */
    static List<ClassRow> answers() {
        return ClassRow.table("""
                greeting    | 421 4.3.2 busy           | NET        | 4.3.2              | same  | 421 | -       | 421 4.3.2 busy
                greeting    | 554 5.7.1 go away        | NET        | 4.7.1              | same  | 554 | -       | 554 5.7.1 go away
                greeting    | 554 no                   | NET        | 4.4.1              | same  | 554 | -       | 554 no
                greeting    | 250 mx.test              | NET        | 4.4.2              | same  | 250 | -       | a reply that does not fit: 250 mx.test
                EHLO        | 421 4.3.2 closing        | NET        | 4.3.2              | same  | 421 | -       | 421 4.3.2 closing
                EHLO        | 450 4.3.0 later          | NET        | 4.3.0              | same  | 450 | -       | 450 4.3.0 later
                EHLO        | 501 5.5.4 your name?     | NET        | 4.5.4              | same  | 501 | -       | 501 5.5.4 your name?
                EHLO        | 503 5.5.1 not now        | NET        | 4.5.1              | same  | 503 | -       | 503 5.5.1 not now
                EHLO        | 550 5.7.1 no             | NET        | 4.7.1              | same  | 550 | -       | 550 5.7.1 no
                EHLO        | 555 no                   | NET        | 4.4.1              | same  | 555 | -       | 555 no
                EHLO        | 354 go                   | NET        | 4.4.2              | same  | 354 | -       | a reply that does not fit: 354 go
                EHLO        | 250 mx.test              | TLS-ABSENT | tls-failure 5.7.10 | clear | 250 | -       | EHLO without STARTTLS
                EHLO        | 250-mx / 250 XSTARTTLS   | TLS-ABSENT | tls-failure 5.7.10 | clear | 250 | -       | EHLO without STARTTLS
                HELO        | 250 mx.test              | TLS-ABSENT | tls-failure 5.7.10 | clear | 250 | -       | the server knows only HELO
                HELO        | 550 5.7.1 no             | NET        | 4.7.1              | same  | 550 | -       | 550 5.7.1 no
                HELO        | 450 4.7.1 later          | NET        | 4.7.1              | same  | 450 | -       | 450 4.7.1 later
                STARTTLS    | 500 what?                | TLS-ABSENT | tls-failure 5.7.10 | clear | 500 | -       | 500 what?
                STARTTLS    | 502 5.5.1 disabled       | TLS-ABSENT | tls-failure 5.7.10 | clear | 502 | -       | 502 5.5.1 disabled
                STARTTLS    | 554 5.7.3 no             | TLS-ABSENT | tls-failure 5.7.10 | clear | 554 | -       | 554 5.7.3 no
                STARTTLS    | 454 4.7.0 not now        | TLS-TEMP   | 4.7.5              | again | 454 | -       | 454 4.7.0 not now
                STARTTLS    | 421 4.3.2 closing        | TLS-TEMP   | 4.7.5              | again | 421 | -       | 421 4.3.2 closing
                STARTTLS    | 250 fine                 | TLS-TEMP   | 4.7.5              | again | 250 | -       | 250 fine
                secure EHLO | 550 5.7.1 no             | TLS-TEMP   | 4.7.5              | again | 550 | TLSv1.3 | 550 5.7.1 no
                secure EHLO | 502 what?                | TLS-TEMP   | 4.7.5              | again | 502 | TLSv1.3 | 502 what?
                secure EHLO | 421 4.3.2 closing        | TLS-TEMP   | 4.7.5              | again | 421 | TLSv1.3 | 421 4.3.2 closing
                MAIL        | 451 4.3.0 later          | SMTP-TEMP  | 4.3.0              | same  | 451 | TLSv1.3 | 451 4.3.0 later
                MAIL        | 421 closing              | SMTP-TEMP  | 4.0.0              | same  | 421 | TLSv1.3 | 421 closing
                MAIL        | 354 go                   | SMTP-TEMP  | 4.4.2              | same  | 354 | TLSv1.3 | a reply that does not fit: 354 go
                MAIL        | 550 5.7.1 no             | SMTP-PERM  | rejected 5.7.1     | same  | 550 | TLSv1.3 | 550 5.7.1 no
                MAIL        | 550 no                   | SMTP-PERM  | rejected 5.0.0     | same  | 550 | TLSv1.3 | 550 no
                MAIL        | 550 4.7.1 which          | SMTP-PERM  | rejected 5.0.0     | same  | 550 | TLSv1.3 | 550 4.7.1 which
                RCPT        | 450 4.2.1 later          | SMTP-TEMP  | 4.2.1              | same  | 450 | TLSv1.3 | 450 4.2.1 later
                RCPT        | 552 too many             | SMTP-TEMP  | 4.0.0              | same  | 552 | TLSv1.3 | 552 too many
                RCPT        | 552 5.2.2 full           | SMTP-TEMP  | 4.2.2              | same  | 552 | TLSv1.3 | 552 5.2.2 full
                RCPT        | 354 go                   | SMTP-TEMP  | 4.4.2              | same  | 354 | TLSv1.3 | a reply that does not fit: 354 go
                RCPT        | 550 5.1.1 who?           | SMTP-PERM  | rejected 5.1.1     | same  | 550 | TLSv1.3 | 550 5.1.1 who?
                DATA        | 451 4.3.0 later          | SMTP-TEMP  | 4.3.0              | same  | 451 | TLSv1.3 | 451 4.3.0 later
                DATA        | 250 ok                   | SMTP-TEMP  | 4.4.2              | same  | 250 | TLSv1.3 | a reply that does not fit: 250 ok
                DATA        | 554 5.5.1 no             | SMTP-PERM  | rejected 5.5.1     | same  | 554 | TLSv1.3 | 554 5.5.1 no
                body        | 452 4.3.1 full           | SMTP-TEMP  | 4.3.1              | same  | 452 | TLSv1.3 | 452 4.3.1 full
                body        | 552 5.3.4 too big        | SMTP-PERM  | rejected 5.3.4     | same  | 552 | TLSv1.3 | 552 5.3.4 too big
                body        | 250 ok                   | SMTP-TEMP  | 4.4.2              | same  | 250 | TLSv1.3 | a reply that does not fit: 250 ok
                final dot   | 452 4.3.1 full           | SMTP-TEMP  | 4.3.1              | same  | 452 | TLSv1.3 | 452 4.3.1 full
                final dot   | 552 5.2.2 full           | SMTP-PERM  | rejected 5.2.2     | same  | 552 | TLSv1.3 | 552 5.2.2 full
                final dot   | 554 5.6.0 spam           | SMTP-PERM  | rejected 5.6.0     | same  | 554 | TLSv1.3 | 554 5.6.0 spam
                final dot   | 354 go                   | SMTP-TEMP  | 4.4.2              | same  | 354 | TLSv1.3 | a reply that does not fit: 354 go
                QUIT        | 221 2.0.0 bye            | DELIVERED  | delivered          | same  | 250 | TLSv1.3 | 250 2.0.0 taken
                QUIT        | 421 closing              | DELIVERED  | delivered          | same  | 250 | TLSv1.3 | 250 2.0.0 taken""");
    }

    @ParameterizedTest
    @MethodSource
    void losses(ClassRow row) {
        row.assertUnderEncrypt(scene);
        row.assertUnderNoRule(scene);
    }

    static List<ClassRow> losses() {
        return ClassRow.table("""
                greeting    | drop           | NET       | 4.4.2     | same  | -   | -       | the connection was lost
                EHLO        | drop           | NET       | 4.4.2     | same  | -   | -       | the connection was lost
                HELO        | drop           | NET       | 4.4.2     | same  | -   | -       | the connection was lost
                STARTTLS    | drop           | NET       | 4.4.2     | same  | -   | -       | the connection was lost
                handshake   | drop           | TLS-TEMP  | 4.7.5     | again | -   | -       | TLS handshake failed
                secure EHLO | drop           | TLS-TEMP  | 4.7.5     | again | -   | TLSv1.3 | the connection was lost
                MAIL        | drop           | SMTP-TEMP | 4.4.2     | same  | -   | TLSv1.3 | the connection was lost
                RCPT        | drop           | SMTP-TEMP | 4.4.2     | same  | -   | TLSv1.3 | the connection was lost
                DATA        | drop           | SMTP-TEMP | 4.4.2     | same  | -   | TLSv1.3 | the connection was lost
                body        | drop           | SMTP-TEMP | 4.4.2     | same  | -   | TLSv1.3 | the connection was lost
                final dot   | drop           | SMTP-TEMP | 4.4.2     | same  | -   | TLSv1.3 | the connection was lost
                QUIT        | drop           | DELIVERED | delivered | same  | 250 | TLSv1.3 | 250 2.0.0 taken""").stream()
                .flatMap(row -> row.at() == Point.GREETING ? Stream.of(row) : Stream.of(row, row.doing("reset")))
                .toList();
    }

    @ParameterizedTest
    @MethodSource
    void noReplies(ClassRow row) {
        row.assertUnderEncrypt(scene);
        row.assertUnderNoRule(scene);
    }

    static List<ClassRow> noReplies() {
        return ClassRow.table("""
                greeting    | hello                       | NET       | 4.4.2 | same  | - | -       | not a reply: hello
                greeting    | HTTP/1.1 400 Bad Request    | NET       | 4.4.2 | same  | - | -       | not a reply: HTTP/1.1 400 Bad Request
                greeting    | 220-mx / 250 mx             | NET       | 4.4.2 | same  | - | -       | a reply whose lines differ in their code: 220 and 250
                EHLO        | 250-mx / STARTTLS           | NET       | 4.4.2 | same  | - | -       | not a reply: STARTTLS
                EHLO        | 250-mx / 550 no             | NET       | 4.4.2 | same  | - | -       | a reply whose lines differ in their code: 250 and 550
                HELO        | 25                          | NET       | 4.4.2 | same  | - | -       | not a reply: 25
                STARTTLS    | ok                          | NET       | 4.4.2 | same  | - | -       | not a reply: ok
                STARTTLS    | 199 no                      | NET       | 4.4.2 | same  | - | -       | not a reply: 199 no
                secure EHLO | ok                          | TLS-TEMP  | 4.7.5 | again | - | TLSv1.3 | not a reply: ok
                MAIL        | ok                          | SMTP-TEMP | 4.4.2 | same  | - | TLSv1.3 | not a reply: ok
                RCPT        | 2500 ok                     | SMTP-TEMP | 4.4.2 | same  | - | TLSv1.3 | not a reply: 2500 ok
                RCPT        | 550-no / 250 yes            | SMTP-TEMP | 4.4.2 | same  | - | TLSv1.3 | a reply whose lines differ in their code: 550 and 250
                DATA        | 654 what                    | SMTP-TEMP | 4.4.2 | same  | - | TLSv1.3 | not a reply: 654 what
                body        | ok                          | SMTP-TEMP | 4.4.2 | same  | - | TLSv1.3 | not a reply: ok
                final dot   | 55x no                      | SMTP-TEMP | 4.4.2 | same  | - | TLSv1.3 | not a reply: 55x no
                QUIT        | ok                          | DELIVERED | delivered | same | 250 | TLSv1.3 | 250 2.0.0 taken""");
    }

    /** All at once, for each waits as long as the limit is. */
    @Test
    void silence() {
        List<ClassRow> rows = ClassRow.table("""
                greeting    | silence | NET       | 4.4.2     | same  | -   | -       | no answer in time: the greeting
                EHLO        | silence | NET       | 4.4.2     | same  | -   | -       | no answer in time: the reply to a command
                EHLO        | half    | NET       | 4.4.2     | same  | -   | -       | no answer in time: the reply to a command
                HELO        | silence | NET       | 4.4.2     | same  | -   | -       | no answer in time: the reply to a command
                STARTTLS    | silence | NET       | 4.4.2     | same  | -   | -       | no answer in time: the reply to a command
                STARTTLS    | half    | NET       | 4.4.2     | same  | -   | -       | no answer in time: the reply to a command
                secure EHLO | silence | TLS-TEMP  | 4.7.5     | again | -   | TLSv1.3 | no answer in time: the reply to a command
                secure EHLO | half    | TLS-TEMP  | 4.7.5     | again | -   | TLSv1.3 | no answer in time: the reply to a command
                MAIL        | silence | SMTP-TEMP | 4.4.2     | same  | -   | TLSv1.3 | no answer in time: the reply to a command
                MAIL        | half    | SMTP-TEMP | 4.4.2     | same  | -   | TLSv1.3 | no answer in time: the reply to a command
                RCPT        | silence | SMTP-TEMP | 4.4.2     | same  | -   | TLSv1.3 | no answer in time: the reply to a command
                DATA        | silence | SMTP-TEMP | 4.4.2     | same  | -   | TLSv1.3 | no answer in time: the reply to DATA
                body        | stall   | SMTP-TEMP | 4.4.2     | same  | -   | TLSv1.3 | no answer in time: the server to take the body
                final dot   | silence | SMTP-TEMP | 4.4.2     | same  | -   | TLSv1.3 | no answer in time: the reply to the final dot
                final dot   | half    | SMTP-TEMP | 4.4.2     | same  | -   | TLSv1.3 | no answer in time: the reply to the final dot
                QUIT        | silence | DELIVERED | delivered | same  | 250 | TLSv1.3 | 250 2.0.0 taken
                QUIT        | half    | DELIVERED | delivered | same  | 250 | TLSv1.3 | 250 2.0.0 taken""");
        ExecutorService threads = Executors.newFixedThreadPool(rows.size());
        try (Scene impatient = new Scene(TlsPolicy.STANDARD, Scene.TRUST, LIMIT)) {
            CompletableFuture.allOf(rows.stream()
                            .map(row -> CompletableFuture.runAsync(
                                    () -> {
                                        row.assertUnderEncrypt(impatient);
                                        row.assertUnderNoRule(impatient);
                                    },
                                    threads))
                            .toArray(CompletableFuture[]::new))
                    .join();
        } finally {
            threads.shutdownNow();
        }
    }
}
