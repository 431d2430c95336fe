package io.sealpost.relay.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.ReversePath;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandParserTest {
    @Test
    void readsMailWithItsParameters() {
        assertThat(CommandParser.parse("mail from:<a@sender.example> SIZE=1234 body=8bitmime"))
                .isEqualTo(new Command.Mail(ReversePath.parse("a@sender.example"), 1234, true));
    }

    @Test
    void readsTheNullPath() {
        assertThat(CommandParser.parse("MAIL FROM:<>")).isEqualTo(new Command.Mail(ReversePath.NULL, 0, false));
    }

    @Test
    void ignoresWhoseMailSomebodySaysItIs() {
        assertThat(CommandParser.parse("MAIL FROM:<> AUTH=<> BODY=7BIT"))
                .isEqualTo(new Command.Mail(ReversePath.NULL, 0, false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "RCPT TO:<b@bank.example>|b@bank.example",
                "rcpt to: <b@Bank.Example> |b@bank.example",
                "RCPT TO:<@hop.example,@next.example:b@bank.example>|b@bank.example",
                "RCPT TO:<\"a>b c\"@bank.example>|\"a>b c\"@bank.example",
            })
    void readsARecipient(String line, String address) {
        assertThat(CommandParser.parse(line)).isEqualTo(new Command.Recipient(Address.parse(address)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EHLO|501|5.5.4",
                "EHLO a b|501|5.5.4",
                "EHLO evil)(x|501|5.5.4",
                "MAIL|501|5.5.4",
                "MAIL FROM:a@b.example|501|5.5.4",
                "MAIL FROM:<a@b.example|501|5.5.4",
                "MAIL FROM:<nobody>|501|5.1.7",
                "MAIL FROM:<a@b.example> SIZE=x|501|5.5.4",
                "MAIL FROM:<a@b.example> BODY=BINARYMIME|501|5.5.4",
                "MAIL FROM:<a@b.example> SMTPUTF8|555|5.5.4",
                "MAIL FROM:<a@b.example> RET=FULL|555|5.5.4",
                "MAIL FROM:<ä@b.example>|553|5.6.7",
                "RCPT TO:<>|501|5.1.3",
                "RCPT TO:<ä@b.example>|553|5.6.7",
                "RCPT TO:<a@b.example> NOTIFY=NEVER|555|5.5.4",
                "RCPT FROM:<a@b.example>|501|5.5.4",
                "DATA now|501|5.5.4",
                "STARTTLS x|501|5.5.4",
                "AUTH|501|5.5.4",
                "EXPN staff|500|5.5.2",
                "GET / HTTP/1.1|500|5.5.2",
            })
    void saysWhatIsWrong(String line, int code, String status) {
        assertThat(CommandParser.parse(line)).isInstanceOfSatisfying(Command.Invalid.class, invalid -> {
            assertThat(invalid.reply().code()).isEqualTo(code);
            assertThat(invalid.reply().enhancedStatus()).hasToString("Optional[" + status + "]");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"noop", "NOOP x", "VRFY a@b.example", "HELP", "quit ", "RSET", "DATA", "starttls"})
    void readsTheOthersInAnyCase(String line) {
        assertThat(CommandParser.parse(line)).isInstanceOf(Command.Simple.class);
    }

    @Test
    void tellsNoSecret() {
        Command command = CommandParser.parse("auth plain c2VjcmV0");

        assertThat(command).isEqualTo(new Command.Auth("PLAIN", Optional.of("c2VjcmV0")));
        assertThat(command.toString()).doesNotContain("c2VjcmV0");
    }

    @Test
    void readsALongPathInLinearTime() {
        String path = "\"".repeat(2000);

        assertThat(CommandParser.parse("MAIL FROM:<" + path)).isInstanceOf(Command.Invalid.class);
    }
}
