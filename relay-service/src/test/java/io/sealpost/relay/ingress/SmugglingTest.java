package io.sealpost.relay.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The ends of data that one server or another took for one, as published with "SMTP smuggling" (SEC Consult, December 2023)
 * and against Postfix (CVE-2023-51764), Sendmail (CVE-2023-51765) and Exim (CVE-2023-51766), with variants of them. Here
 * they are no end: the message goes on to the true one, is refused, and what stands behind the false end is no command.
 */
class SmugglingTest {
    private static final String HEADER = "From: a@sender.example\r\nSubject: x\r\n\r\nlegitimate";
    private static final String SMUGGLED =
            "MAIL FROM:<admin@sender.example>\r\nRCPT TO:<victim@bank.example>\r\nDATA\r\nFrom: admin@sender.example\r\n\r\nevil";

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "LF . LF                | `\n.\n`",
                "LF . CRLF              | `\n.\r\n`",
                "CRLF . LF              | `\r\n.\n`",
                "CR . CR                | `\r.\r`",
                "CR . LF                | `\r.\n`",
                "LF . CR                | `\n.\r`",
                "CR . CRLF              | `\r.\r\n`",
                "CRLF . CR              | `\r\n.\r`",
                "CRLF . CR CRLF         | `\r\n.\r\r\n`",
                "CR CRLF . CR CRLF        | `\r\r\n.\r\r\n`",
                "LF CR . CRLF           | `\n\r.\r\n`",
                "LF LF . CRLF           | `\n\n.\r\n`",
                "LF CRLF . LF           | `\n\r\n.\n`",
                "CRLF NUL . CRLF        | `\r\n\0.\r\n`",
                "CRLF . NUL CRLF        | `\r\n.\0\r\n`",
                "CR NUL LF . CRLF       | `\r\0\n.\r\n`",
                "CRLF . CR NUL LF       | `\r\n.\r\0\n`",
                "CRLF . CR LF after NUL | `\0\r\n.\n`",
            })
    void takesNoFalseEndForOne(String name, String falseEnd) {
        Client client = addressed();
        client.say("DATA");
        client.said.clear();

        client.send(HEADER + falseEnd + SMUGGLED + "\r\n.\r\nNOOP\r\n");

        assertThat(client.stored).isEmpty();
        assertThat(client.said).hasSize(2);
        assertThat(client.said.get(0)).matches("550 5\\.(5\\.2|6\\.0) .*");
        assertThat(client.said.get(1)).startsWith("250 2.0.0 ok");
    }

    /** A true end for us, but perhaps none for the client; so nothing behind it counts. */
    @Test
    void hangsUpAfterAnEndThatTheClientMayNotHaveMeant() {
        Client client = addressed();
        client.say("DATA");
        client.said.clear();

        client.send(HEADER + "\r\r\n.\r\n" + SMUGGLED + "\r\n.\r\nNOOP\r\n");

        assertThat(client.said).singleElement().asString().startsWith("550 5.5.2 ");
        assertThat(client.closed).isTrue();
        assertThat(client.stored).isEmpty();
    }

    @Test
    void staysAfterATrueEndThatABareLineEndPrecedesSomewhere() {
        Client client = addressed();
        client.say("DATA");

        assertThat(client.send(HEADER + "\r\r\nx\r\n.\r\n")).startsWith("550 5.5.2 ");
        assertThat(client.say("NOOP")).startsWith("250 ");
    }

    /** The same octets by BDAT, where nothing ends but by count; the next server may be asked by DATA. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"`\n.\n`", "`\r\n.\n`", "`\r.\r`", "`\r\n.\r`", "`\r\n\0.\r\n`"})
    void refusesTheSameAsChunks(String falseEnd) {
        String octets = HEADER + falseEnd + SMUGGLED + "\r\n";
        for (int cut = HEADER.length(); cut <= HEADER.length() + falseEnd.length(); cut++) {
            Client client = addressed();

            client.send("BDAT " + cut + "\r\n" + octets.substring(0, cut) + "BDAT " + (octets.length() - cut)
                    + " LAST\r\n" + octets.substring(cut) + "NOOP\r\n");

            assertThat(client.stored).isEmpty();
            assertThat(client.said.get(client.said.size() - 1)).startsWith("250 2.0.0 ok");
        }
    }

    /** A true end of data in a chunk is content, and leaves stuffed. */
    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = "`\r\n.\r\n`")
    void keepsATrueEndWithinAChunkAsContent(String end) {
        Client client = addressed();
        String octets = HEADER + end + SMUGGLED + "\r\n";

        client.send("BDAT " + octets.length() + " LAST\r\n" + octets);

        assertThat(client.stored).hasSize(1);
        assertThat(client.bodyText()).endsWith("legitimate" + end + SMUGGLED + "\r\n");
    }

    private static Client addressed() {
        Client client = Client.submitter();
        client.say("MAIL FROM:<a@sender.example>");
        client.say("RCPT TO:<b@bank.example>");
        client.said.clear();
        return client;
    }
}
