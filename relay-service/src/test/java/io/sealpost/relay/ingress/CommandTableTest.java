package io.sealpost.relay.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every command is answered in every state, and what the session awaits there. */
class CommandTableTest {
    private static final Terms TERMS = Client.terms(Optional.of(Rules.twoTenants()
            .domain(
                    "sender.example",
                    "acme",
                    Rules.submitter("192.0.2.0/24", false) + ", " + Rules.credential("mailout", ""),
                    Rules.rule("banks", "bank.example"))
            .view()));

    /**
     * A column a state, in the order of {@link Standing}. A dash: no answer, since it is content of a message, waits for the
     * relay, or is dropped.
     */
    private static final String TABLE = """
            command                      fresh ready tlsFresh tlsReady auth prove known mail rcpt data bdat chunk skip store secure closed
            EHLO x                         250   250      250      250  501     -   250  250  250    -    -   250    -     -      -      -
            HELO x                         250   250      250      250  501     -   250  250  250    -    -   250    -     -      -      -
            STARTTLS                       220   220      503      503  501     -   503  220  220    -    -   220    -     -      -      -
            AUTH|PLAIN                     503   538      503      334  501     -   503  503  503    -    -   503    -     -      -      -
            AUTH|OTHER                     503   538      503      504  501     -   503  503  503    -    -   503    -     -      -      -
            MAIL|FROM:<a@sender.example>   503   250      503      250  501     -   250  503  503    -    -   503    -     -      -      -
            RCPT|TO:<b@bank.example>       503   503      503      503  501     -   503  250  250    -    -   503    -     -      -      -
            DATA                           503   503      503      503  501     -   503  554  354    -    -   503    -     -      -      -
            BDAT|0                         503   503      503      503  501     -   503  554  250    -    -   250    -     -      -      -
            BDAT|0|LAST                    503   503      503      503  501     -   503  554  250    -    -   250    -     -      -      -
            BDAT                           501   501      501      501  501     -   501  501  501    -    -   501    -     -      -      -
            RSET                           250   250      250      250  501     -   250  250  250    -    -   250    -     -      -      -
            NOOP                           250   250      250      250  501     -   250  250  250    -    -   250    -     -      -      -
            VRFY|b                         252   252      252      252  501     -   252  252  252    -    -   252    -     -      -      -
            EXPN|b                         502   502      502      502  501     -   502  502  502    -    -   502    -     -      -      -
            HELP                           214   214      214      214  501     -   214  214  214    -    -   214    -     -      -      -
            QUIT                           221   221      221      221  501     -   221  221  221    -    -   221    -     -      -      -
            TURN                           500   500      500      500  501     -   500  500  500    -    -   500    -     -      -      -
            *                              500   500      500      500  501     -   500  500  500    -    -   500    -     -      -      -
            """;

    /** A state of the session, with what leads there from the greeting and what is awaited in it. */
    private enum Standing {
        FRESH(Awaited.What.COMMAND),
        READY(Awaited.What.COMMAND, "EHLO x"),
        FRESH_SECURED(Awaited.What.COMMAND, "TLS"),
        READY_SECURED(Awaited.What.COMMAND, "TLS", "EHLO x"),
        AUTHENTICATING(Awaited.What.COMMAND, "TLS", "EHLO x", "AUTH PLAIN"),
        PROVING(Awaited.What.NOTHING, "TLS", "EHLO x", "IDLE", "AUTH PLAIN " + Client.plain("bounce", "s3cret")),
        KNOWN(Awaited.What.COMMAND, "TLS", "EHLO x", "AUTH PLAIN " + Client.plain("mailout@sender.example", "pencil")),
        SENDING(Awaited.What.COMMAND, "EHLO x", "MAIL FROM:<a@sender.example>"),
        ADDRESSED(Awaited.What.COMMAND, "EHLO x", "MAIL FROM:<a@sender.example>", "RCPT TO:<c@bank.example>"),
        RECEIVING_DATA(Awaited.What.DATA, "EHLO x", "MAIL FROM:<a@sender.example>", "RCPT TO:<c@bank.example>", "DATA"),
        RECEIVING_CHUNK(
                Awaited.What.DATA, "EHLO x", "MAIL FROM:<a@sender.example>", "RCPT TO:<c@bank.example>", "BDAT 900"),
        CHUNKED(Awaited.What.DATA, "EHLO x", "MAIL FROM:<a@sender.example>", "RCPT TO:<c@bank.example>", "BDAT 0"),
        SKIPPING(Awaited.What.DATA, "EHLO x", "BDAT 900"),
        STORING(
                Awaited.What.NOTHING,
                "EHLO x",
                "MAIL FROM:<a@sender.example>",
                "RCPT TO:<c@bank.example>",
                "IDLE",
                "BDAT 0 LAST"),
        SECURING(Awaited.What.NOTHING, "EHLO x", "STARTTLS"),
        CLOSED(Awaited.What.NOTHING, "QUIT");

        private final Awaited.What awaited;
        private final List<String> way;

        Standing(Awaited.What awaited, String... way) {
            this.awaited = awaited;
            this.way = List.of(way);
        }

        Client client() {
            Client client = new Client(TERMS, "192.0.2.25");
            way.forEach(step -> take(client, step));
            client.said.clear();
            return client;
        }

        private static void take(Client client, String step) {
            switch (step) {
                case "TLS" -> client.perform(client.session.onSecured(Client.TLS));
                case "IDLE" -> client.idle = true;
                default -> client.say(step);
            }
        }
    }

    static Stream<String> rows() {
        return TABLE.lines().skip(1);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void answersEachCommandInEachState(String row) {
        String[] cells = row.split(" {2,}", -1);
        String command = cells[0].replace('|', ' ');

        String codes = Arrays.stream(Standing.values())
                .map(Standing::client)
                .map(client -> client.say(command))
                .map(reply -> reply.isEmpty() ? "-" : reply.substring(0, 3))
                .collect(Collectors.joining(" "));

        assertThat(codes).isEqualTo(String.join(" ", Arrays.asList(cells).subList(1, cells.length)));
    }

    @ParameterizedTest
    @EnumSource(Standing.class)
    void knowsWhatItAwaits(Standing standing) {
        assertThat(standing.client().session.awaited().what()).isEqualTo(standing.awaited);
    }
}
