package io.sealpost.relay.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.EnvelopeId;
import io.sealpost.relay.mail.MessageDsn;
import io.sealpost.relay.mail.Notify;
import io.sealpost.relay.mail.OriginalRecipient;
import io.sealpost.relay.mail.RecipientDsn;
import io.sealpost.relay.mail.ReturnContent;
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
                .isEqualTo(new Command.Mail(ReversePath.parse("a@sender.example"), 1234, false, MessageDsn.NONE));
    }

    @Test
    void readsTheNullPath() {
        assertThat(CommandParser.parse("MAIL FROM:<>"))
                .isEqualTo(new Command.Mail(ReversePath.NULL, 0, false, MessageDsn.NONE));
    }

    @Test
    void ignoresWhoseMailSomebodySaysItIs() {
        assertThat(CommandParser.parse("MAIL FROM:<> AUTH=<> BODY=7BIT"))
                .isEqualTo(new Command.Mail(ReversePath.NULL, 0, false, MessageDsn.NONE));
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
        assertThat(CommandParser.parse(line))
                .isEqualTo(new Command.Recipient(Address.parse(address), false, RecipientDsn.NONE));
    }

    @Test
    void readsWhatIsAskedOfReports() {
        assertThat(CommandParser.parse("MAIL FROM:<a@b.example> ret=hdrs ENVID=QQ+2B7 SMTPUTF8"))
                .isEqualTo(new Command.Mail(
                        ReversePath.parse("a@b.example"),
                        0,
                        true,
                        new MessageDsn(Optional.of(ReturnContent.HDRS), Optional.of(new EnvelopeId("QQ+7")))));
        assertThat(CommandParser.parse("RCPT TO:<a@b.example> NOTIFY=delay,SUCCESS orcpt=RFC822;c+2Bd@b.example"))
                .isEqualTo(new Command.Recipient(
                        Address.parse("a@b.example"),
                        false,
                        new RecipientDsn(
                                Optional.of(Notify.parse("SUCCESS,DELAY")),
                                Optional.of(new OriginalRecipient("rfc822", "c+d@b.example")))));
    }

    @ParameterizedTest
    @CsvSource({
        "RCPT TO:<j\u00f6rg@b.example>, j\u00f6rg@b.example, true",
        "RCPT TO:<a@b\u00fccher.example>, a@xn--bcher-kva.example, true",
        "RCPT TO:<a@xn--bcher-kva.example>, a@xn--bcher-kva.example, false",
    })
    void readsAnInternationalRecipient(String line, String address, boolean beyondAscii) {
        assertThat(CommandParser.parse(line))
                .isEqualTo(new Command.Recipient(Address.parse(address), beyondAscii, RecipientDsn.NONE));
    }

    @Test
    void countsAnOriginalRecipientBeyondAscii() {
        assertThat(CommandParser.parse("RCPT TO:<a@b.example> ORCPT=utf-8;j\u00f6rg@b.example"))
                .isInstanceOfSatisfying(
                        Command.Recipient.class,
                        recipient -> assertThat(recipient.beyondAscii()).isTrue());
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
                "MAIL FROM:<a@b.example> BODY=BINARYMIME|555|5.5.4",
                "MAIL FROM:<a@b.example> BODY=9BIT|501|5.5.4",
                "MAIL FROM:<a@b.example> SIZE|501|5.5.4",
                "MAIL FROM:<a@b.example> SIZE=1 SIZE=2|501|5.5.4",
                "MAIL FROM:<a@b.example> SMTPUTF8=1|501|5.5.4",
                "MAIL FROM:<a@b.example> RET=SOME|501|5.5.4",
                "MAIL FROM:<a@b.example> RET|501|5.5.4",
                "MAIL FROM:<a@b.example> ENVID=|501|5.5.4",
                "MAIL FROM:<a@b.example> ENVID=a+b|501|5.5.4",
                "MAIL FROM:<a@b.example> ENVID=a=b|501|5.5.4",
                "MAIL FROM:<a@b.example> NOTIFY=NEVER|555|5.5.4",
                "MAIL FROM:<a@b.example> MT-PRIORITY=3|555|5.5.4",
                "MAIL FROM:<a@[192.0.2.1]>|550|5.1.7",
                "MAIL FROM:<ä@b.example>|553|5.6.7",
                "MAIL FROM:<a@bücher.example>|553|5.6.7",
                "MAIL FROM:<\ufffd@b.example> SMTPUTF8|500|5.5.2",
                "MAIL FROM:<\u0085@b.example> SMTPUTF8|500|5.5.2",
                "RCPT TO:<>|501|5.1.3",
                "RCPT TO:<a@[192.0.2.1]>|550|5.1.3",
                "RCPT TO:<a@[IPv6:2001:db8::1]>|550|5.1.3",
                "RCPT TO:<a@b.example> NOTIFY=NEVER,DELAY|501|5.5.4",
                "RCPT TO:<a@b.example> NOTIFY=|501|5.5.4",
                "RCPT TO:<a@b.example> NOTIFY=DELAY NOTIFY=DELAY|501|5.5.4",
                "RCPT TO:<a@b.example> ORCPT=a@b.example|501|5.5.4",
                "RCPT TO:<a@b.example> ORCPT=rfc822;|501|5.5.4",
                "RCPT TO:<a@b.example> ORCPT=rfc822;a+0Db|501|5.5.4",
                "RCPT TO:<a@b.example> RET=FULL|555|5.5.4",
                "RCPT FROM:<a@b.example>|501|5.5.4",
                "DATA now|501|5.5.4",
                "STARTTLS x|501|5.5.4",
                "AUTH|501|5.5.4",
                "EXPN|501|5.5.4",
                "VRFY |501|5.5.4",
                "TURN|500|5.5.2",
                "GET / HTTP/1.1|500|5.5.2",
            })
    void saysWhatIsWrong(String line, int code, String status) {
        assertThat(CommandParser.parse(line)).isInstanceOfSatisfying(Command.Invalid.class, invalid -> {
            assertThat(invalid.reply().code()).isEqualTo(code);
            assertThat(invalid.reply().enhancedStatus()).hasToString("Optional[" + status + "]");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "noop",
                "NOOP x",
                "VRFY a@b.example",
                "expn staff",
                "HELP",
                "help mail",
                "quit ",
                "RSET",
                "DATA",
                "starttls"
            })
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
