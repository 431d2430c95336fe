package io.sealpost.relay.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.relay.RawClient;
import io.sealpost.relay.ruleset.KnownRules;
import io.sealpost.relay.spool.Spool;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wrong input on real sockets: what each mistake is answered, in full, and that the session goes on. */
class BadInputIT {
    private static final String NOT_KNOWN = "451 4.3.2 the rules are not known here at the moment; try again later";
    private static final String BARE = "a line must end with CR LF, and hold neither alone";

    @TempDir
    static Path folder;

    private static final Vertx VERTX = Vertx.vertx();
    /** Servers of one Vert.x share the port that they leave to it. */
    private static final Vertx ANOTHER_VERTX = Vertx.vertx();

    private static Spool spool;
    private static SmtpServer server;
    private static SmtpServer withoutRules;

    @BeforeAll
    static void start() {
        spool = Spool.open(folder.resolve("spool"));
        Map<String, String> limits = Map.of(
                "sealpost.smtp.max-message-size",
                "2000",
                "sealpost.smtp.max-header-size",
                "1000",
                "sealpost.smtp.max-recipients",
                "2",
                "sealpost.smtp.max-line-length",
                "100",
                "sealpost.smtp.max-errors",
                "3",
                "sealpost.smtp.idle-timeout",
                "PT2S",
                "sealpost.smtp.block-timeout",
                "PT2S");
        server = TestServer.start(VERTX, spool, TestServer.oneSubmitter(), limits);
        withoutRules = TestServer.start(ANOTHER_VERTX, spool, KnownRules.none(), limits);
    }

    @AfterAll
    static void stop() throws Exception {
        VERTX.close().toCompletionStage().toCompletableFuture().get();
        ANOTHER_VERTX.close().toCompletionStage().toCompletableFuture().get();
        spool.close();
    }

    /** Commands after EHLO, parted by a bar; the reply to the last. {@code \0}, {@code \n}, {@code \t} are octets. */
    @ParameterizedTest
    @CsvSource(delimiter = '>', quoteCharacter = '`', textBlock = """
            `BDAT 0`                                    > `503 5.5.1 say MAIL and RCPT first`
            `TURN`                                      > `500 5.5.2 command not recognized; HELP lists those that are`
            `EHLO`                                      > `501 5.5.4 give your host name or address literal: EHLO mail.example.com`
            `EHLO b\u00c3\u00bcro.example`                   > `501 5.5.4 give your host name or address literal: EHLO mail.example.com`
            `STARTTLS`                                  > `502 5.5.1 STARTTLS is not offered here`
            `AUTH PLAIN`                                > `538 5.7.11 AUTH needs TLS; say STARTTLS first`
            `RCPT TO:{b@bank.example}`                  > `503 5.5.1 say MAIL first`
            `DATA`                                      > `503 5.5.1 say MAIL and RCPT first`
            `MAIL FROM:{a@sender.example}|DATA`         > `554 5.5.1 no valid recipients`
            `MAIL FROM:{a@sender.example}|MAIL FROM:{}` > `503 5.5.1 MAIL is already given; RSET forgets it`
            `DATA now`                                  > `501 5.5.4 DATA takes no parameter`
            `NOOP xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx` > `500 5.5.2 a line may have at most 100 octets`
            `NO\\0OP`                                   > `500 5.5.2 a command must not hold control characters such as NUL or TAB`
            `NOOP\\tx`                                  > `500 5.5.2 a command must not hold control characters such as NUL or TAB`
            `MAIL FROM:a@sender.example`                > `501 5.5.4 write MAIL FROM:<address> or MAIL FROM:<>`
            `MAIL FROM:{a}`                             > `501 5.1.7 the sender's address is wrong: not an address: no local part before an @`
            `MAIL FROM:{a@-sender.example}`             > `501 5.1.7 the sender's address is wrong: not a domain name: "-sender.example"`
            `MAIL FROM:{a..b@sender.example}`           > `501 5.1.7 the sender's address is wrong: not an address: the part before the @ needs quotes or is malformed`
            `MAIL FROM:{\u00e4@sender.example}`         > `500 5.5.2 a command must be ASCII, or UTF-8 where SMTPUTF8 is used`
            `MAIL FROM:{\u00c3\u00a4@sender.example}`   > `553 5.6.7 an address beyond ASCII needs the parameter SMTPUTF8`
            `MAIL FROM:{a@sender.example} SMTPUTF8|RCPT TO:{\u00c3\u00a4@bank.example}` > `250 2.1.5 recipient ok`
            `MAIL FROM:{a@sender.example}|RCPT TO:{\u00c3\u00a4@bank.example}` > `553 5.6.7 an address beyond ASCII needs the parameter SMTPUTF8 with MAIL`
            `MAIL FROM:{a@sender.example} RET=ALL`      > `501 5.5.4 write RET=FULL or RET=HDRS`
            `MAIL FROM:{a@sender.example} ENVID=a+b`    > `501 5.5.4 a + in xtext is followed by two hexadecimal digits`
            `MAIL FROM:{a@sender.example} MT-PRIORITY=3` > `555 5.5.4 the MAIL parameter MT-PRIORITY is not supported; EHLO lists what is`
            `MAIL FROM:{a@sender.example} BODY=BINARYMIME` > `555 5.5.4 BODY=BINARYMIME is not supported; encode the message as MIME text`
            `MAIL FROM:{a@sender.example} SIZE=big`     > `501 5.5.4 write SIZE=octets`
            `MAIL FROM:{a@sender.example} SIZE=2001`    > `552 5.3.4 a message may have at most 2000 octets`
            `MAIL FROM:{a@stranger.example}`            > `550 5.7.1 the domain stranger.example in the reverse path is not registered here; register it or use a registered one`
            `MAIL FROM:{a@rival.example}`               > `550 5.7.1 the domain rival.example in the reverse path is not one that 127.0.0.1 may send for`
            `MAIL FROM:{a@sender.example}|RCPT TO:{}`   > `501 5.1.3 the recipient's address is wrong: not an address: no local part before an @`
            `MAIL FROM:{a@sender.example}|RCPT TO:{b@}` > `501 5.1.3 the recipient's address is wrong: not a domain name: ""`
            `MAIL FROM:{a@sender.example}|RCPT TO:{b@bank.example} NOTIFY=ALWAYS` > `501 5.5.4 write NOTIFY=NEVER, or SUCCESS, FAILURE and DELAY between commas`
            `MAIL FROM:{a@sender.example}|RCPT TO:{b@[192.0.2.1]}` > `550 5.1.3 mail to address literals is not relayed; write the domain`
            `MAIL FROM:{a@sender.example}|RCPT TO:{b@x.example}|RCPT TO:{c@x.example}|RCPT TO:{d@x.example}` > `452 4.5.3 a message may have at most 2 recipients here; send another for the rest`
            """)
    void saysWhatIsWrongAndWhatWouldBeRight(String commands, String reply) throws Exception {
        try (RawClient client = connect(server)) {
            client.say("EHLO x");
            List<String> replies = new ArrayList<>();
            for (String command : octets(commands).split("\\|")) {
                replies.add(client.say(command));
            }

            assertThat(replies.get(replies.size() - 1)).isEqualTo(reply);
            assertThat(client.say("NOOP")).isEqualTo("250 2.0.0 ok");
        }
    }

    @Test
    void wantsAGreetingFirst() throws Exception {
        try (RawClient client = connect(server)) {
            assertThat(client.say("MAIL FROM:<a@sender.example>")).isEqualTo("503 5.5.1 say EHLO first");
        }
    }

    /** What hides behind a bare line end is never obeyed. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"`NOOP\\nRSET`", "`NOOP\\rRSET`", "`NOOP\\n\\rRSET`"})
    void dropsACommandBehindABareLineEnd(String line) throws Exception {
        try (RawClient client = connect(server)) {
            client.say("EHLO x");
            client.send(octets(line) + "\r\nQUIT\r\n");

            assertThat(client.rest())
                    .isEqualTo("500 5.5.2 " + BARE + "\r\n221 2.0.0 relay.example closes the connection\r\n");
        }
    }

    /** The bodies of smuggling attacks: an end of data for some servers, and none for this. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`x\\n.\\nMAIL FROM:<>`",
                "`x\\n.\\r\\nMAIL FROM:<>`",
                "`x\\r.\\rMAIL FROM:<>`",
                "`x\\r\\n.\\nMAIL FROM:<>`",
                "`x\\r\\n.\\rMAIL FROM:<>`"
            })
    void refusesASmuggledEndOfData(String body) throws Exception {
        try (RawClient client = connect(server)) {
            assertThat(client.message("From: a@sender.example\r\n\r\n" + octets(body) + "\r\n"))
                    .isEqualTo("550 5.5.2 the message has a CR or LF that stands alone; lines must end with CR LF");
            assertThat(client.say("NOOP")).isEqualTo("250 2.0.0 ok");
        }
    }

    @Test
    void tellsAClientThatEndsItsDataWithBareLineEndsWhyNothingHappened() throws Exception {
        try (RawClient client = connect(server)) {
            client.beginMessage();
            client.send("From: a@sender.example\n\nx\n.\n");

            assertThat(client.rest())
                    .startsWith(
                            "421 4.4.2 the message never ended; it would be answered 550 5.5.2 the message has a CR");
        }
    }

    @Test
    void refusesAMessageThatIsTooLargeAtItsEnd() throws Exception {
        try (RawClient client = connect(server)) {
            assertThat(client.message("From: a@sender.example\r\n\r\n" + "x".repeat(2000) + "\r\n"))
                    .isEqualTo("552 5.3.4 the message has more than 2000 octets");
        }
    }

    @Test
    void refusesAHeaderThatIsTooLarge() throws Exception {
        try (RawClient client = connect(server)) {
            assertThat(client.message("From: a@sender.example\r\n" + "X: y\r\n".repeat(200) + "\r\nx\r\n"))
                    .isEqualTo("552 5.3.4 the header has more than 1000 octets");
        }
    }

    @Test
    void refusesAForeignAuthorAndANulOctet() throws Exception {
        try (RawClient client = connect(server)) {
            assertThat(client.message("From: a@rival.example\r\n\r\nx\r\n"))
                    .isEqualTo(
                            "550 5.7.1 the domain rival.example in the From field is not one that 127.0.0.1 may send for");
            assertThat(client.message("From: a@sender.example\r\n\r\nx\0\r\n"))
                    .isEqualTo("550 5.6.0 the message holds a NUL octet; encode it");
        }
    }

    @Test
    void defersWhileTheRulesAreNotKnown() throws Exception {
        try (RawClient client = connect(withoutRules)) {
            client.say("EHLO x");

            assertThat(client.say("MAIL FROM:<a@sender.example>")).isEqualTo(NOT_KNOWN);
        }
    }

    @Test
    void hangsUpAfterTooManyErrors() throws Exception {
        try (RawClient client = connect(server)) {
            client.send("A\r\nB\r\nC\r\nD\r\nE\r\n");

            assertThat(client.rest().lines().skip(3))
                    .containsExactly(
                            "500 5.5.2 command not recognized; HELP lists those that are",
                            "421 4.7.0 too many commands were wrong, the replies before say why; connect again");
        }
    }

    /** A line without an end is not gathered: 32 MB of it would be seen in the memory of this test. */
    @Test
    void gathersNoEndlessLine() throws Exception {
        String megabyte = "x".repeat(1024 * 1024);
        long before = used();
        try (RawClient client = connect(server)) {
            client.say("EHLO x");
            assertThat(client.say("x".repeat(200))).startsWith("500 5.5.2 a line may have at most 100 octets");
            for (int i = 0; i < 32; i++) {
                client.send(megabyte);
            }

            assertThat(client.say("")).isEqualTo("500 5.5.2 a line may have at most 100 octets");
            assertThat(client.say("NOOP")).isEqualTo("250 2.0.0 ok");
            assertThat(used() - before).isLessThan(24L * 1024 * 1024);
        }
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static String octets(String written) {
        return written.replace("\\0", "\0")
                .replace("\\n", "\n")
                .replace("\\r", "\r")
                .replace("\\t", "\t")
                .replace('{', '<')
                .replace('}', '>');
    }

    private static RawClient connect(SmtpServer to) throws IOException {
        return new RawClient(new InetSocketAddress(InetAddress.getLoopbackAddress(), to.port()));
    }
}
