package io.sealpost.relay.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.relay.mail.Reply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyParserTest {
    private final ReplyParser parser = new ReplyParser();

    @Test
    void readsAReplyOfSeveralLines() {
        assertThat(replies("250-mx.test\r\n250-SIZE 1000\r\n250 STARTTLS\r\n"))
                .containsExactly(new Reply(250, List.of("mx.test", "SIZE 1000", "STARTTLS")));
    }

    @Test
    void readsRepliesThatComeOctetByOctet() {
        List<Reply> replies = new ArrayList<>();
        "250-a\r\n250 b\r\n354\r\n".chars().forEach(octet -> replies.addAll(replies(String.valueOf((char) octet))));
        assertThat(replies).containsExactly(new Reply(250, List.of("a", "b")), Reply.of(354, ""));
    }

    @Test
    void readsSeveralRepliesThatComeAtOnce() {
        assertThat(replies("250 one\r\n550 two\r\n354 three\r\n"))
                .extracting(Reply::code)
                .containsExactly(250, 550, 354);
    }

    @Test
    void takesABareLfForTheEndOfALine() {
        assertThat(replies("220 careless\n")).containsExactly(Reply.of(220, "careless"));
    }

    @Test
    void showsControlCharactersAsQuestionMarks() {
        assertThat(replies("550 a\0b\u001b[31mc\rd\r\n")).containsExactly(Reply.of(550, "a?b?[31mc?d"));
    }

    @Test
    void knowsOfOctetsAfterAReply() {
        replies("220 go\r\n");
        boolean before = parser.hasOctets();
        parser.feed(octets("2"));
        assertThat(List.of(before, parser.hasOctets())).containsExactly(false, true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\n",
                "hello\r\n",
                "25\r\n",
                "250x\r\n",
                "150 no\r\n",
                "650 no\r\n",
                "2a0 no\r\n",
                "250-a\r\n251 b\r\n"
            })
    void seesWhatIsNoReply(String text) {
        assertThat(first(text)).isInstanceOf(ReplyParser.Malformed.class);
    }

    @Test
    void refusesALineWithoutEnd() {
        assertThat(first("220 " + "x".repeat(10_000))).isInstanceOf(ReplyParser.Malformed.class);
    }

    @Test
    void refusesAReplyWithoutEnd() {
        assertThat(first("250-more\r\n".repeat(1000))).isInstanceOf(ReplyParser.Malformed.class);
    }

    @Test
    void takesAsManyLinesAsAllowed() {
        assertThat(replies("250-more\r\n".repeat(ReplyParser.MAX_LINES - 1) + "250 last\r\n"))
                .singleElement()
                .satisfies(reply -> assertThat(reply.lines()).hasSize(ReplyParser.MAX_LINES));
    }

    private ReplyParser.Parsed first(String text) {
        parser.feed(octets(text));
        return parser.next().orElseThrow();
    }

    private List<Reply> replies(String text) {
        parser.feed(octets(text));
        List<Reply> replies = new ArrayList<>();
        Optional<ReplyParser.Parsed> parsed = parser.next();
        while (parsed.isPresent()) {
            replies.add(((ReplyParser.Complete) parsed.get()).reply());
            parsed = parser.next();
        }
        return replies;
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
