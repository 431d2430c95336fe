package io.sealpost.relay.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.Reply;
import io.sealpost.relay.mail.ReversePath;
import io.sealpost.relay.spool.QueueId;
import io.sealpost.relay.wire.Command;
import io.sealpost.relay.wire.CommandLine;
import io.sealpost.relay.wire.CommandParser;
import io.sealpost.relay.wire.LineSplitter;
import io.sealpost.relay.wire.ProxyHeader;
import io.sealpost.relay.wire.ProxyHeaderParser;
import io.sealpost.relay.wire.ReplyEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whatever octets a stranger sends: no exception, no unbounded memory, and what each reader promises. The first octet says
 * which reader the others are for.
 */
public final class InputFuzz {
    private static final int MAX_LINE = 64;
    private static final String ADDRESSED = "MAIL FROM:<a@sender.example>\r\nRCPT TO:<b@bank.example>\r\n";
    private static final QueueId ID = new QueueId("0ABCDEFGH1234");
    private static final HeaderCompletion COMPLETION =
            new HeaderCompletion("relay.example", Clock.fixed(Client.NOW, ZoneOffset.UTC));
    private static final Terms TERMS =
            Client.terms(Optional.of(Rules.twoTenants().view()));

    private InputFuzz() {}

    /** What Jazzer calls again and again. */
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length > 0) {
            byte[] octets = Arrays.copyOfRange(input, 1, input.length);
            switch (input[0]) {
                case 'L' -> cutsLines(octets);
                case 'C' -> readsCommands(octets);
                case 'H' -> readsAndCompletesHeaders(octets);
                case 'P' -> readsProxyHeaders(octets);
                default -> framesContent(octets);
            }
        }
    }

    /** However they are cut: the same lines, each within the limit and without a line end. */
    private static void cutsLines(byte[] octets) {
        List<CommandLine> whole = lines(octets, octets.length);

        assertThat(lines(octets, 1)).isEqualTo(whole);
        for (CommandLine line : whole) {
            String text = line.match(each -> each, () -> "", () -> "");
            assertThat(text).doesNotContain("\r", "\n").hasSizeLessThanOrEqualTo(MAX_LINE);
        }
    }

    private static List<CommandLine> lines(byte[] octets, int segment) {
        LineSplitter splitter = new LineSplitter(MAX_LINE);
        List<CommandLine> lines = new ArrayList<>();
        for (int start = 0; start < octets.length; start += segment) {
            ByteBuffer in = ByteBuffer.wrap(octets, start, Math.min(segment, octets.length - start));
            while (in.hasRemaining()) {
                splitter.next(in).ifPresent(lines::add);
            }
        }
        return lines;
    }

    /** A command that reads the same when it is written again, or one well-formed reply. */
    private static void readsCommands(byte[] line) {
        Command command = CommandParser.parse(new String(line, StandardCharsets.UTF_8));

        if (command instanceof Command.Mail mail) {
            assertThat(ReversePath.parse(mail.path().toString())).isEqualTo(mail.path());
        } else if (command instanceof Command.Recipient recipient) {
            assertThat(Address.parse(recipient.address().toString())).isEqualTo(recipient.address());
            assertThat(recipient.address().toString().chars()).noneMatch(Character::isISOControl);
        } else if (command instanceof Command.Invalid invalid) {
            isOneReply(invalid.reply());
        } else if (command instanceof Command.Unframed unframed) {
            isOneReply(unframed.reply());
        }
    }

    private static void isOneReply(Reply reply) {
        String wire = new String(ReplyEncoder.encode(reply), StandardCharsets.US_ASCII);

        assertThat(wire).matches("[45]\\d\\d [45]\\.\\d+\\.\\d+ [ -~]*\r\n").hasSizeLessThanOrEqualTo(512);
    }

    /** Where BDAT or DATA may stand: the same transcript however it is cut. */
    private static void framesContent(byte[] octets) {
        String sent = ADDRESSED + new String(octets, StandardCharsets.ISO_8859_1);
        Client whole = Client.greeted(new Client(TERMS, "192.0.2.25"));
        whole.send(sent);
        Client single = Client.greeted(new Client(TERMS, "192.0.2.25"));
        sent.chars().forEach(octet -> single.send(String.valueOf((char) octet)));

        assertThat(single.transcript()).isEqualTo(whole.transcript());
    }

    /** Nothing lost but what must go, and nothing added twice. */
    private static void readsAndCompletesHeaders(byte[] octets) {
        HeaderBlock header = HeaderBlock.parse(octets);
        header.senders();
        header.messageId();
        HeaderBlock completed = COMPLETION.of(header, ID);

        assertThat(header.without(Set.of()).octets()).isEqualTo(octets);
        assertThat(completed.named("bcc")).isEmpty();
        assertThat(completed.named("return-path")).isEmpty();
        assertThat(completed.named("date")).isNotEmpty();
        assertThat(completed.named("message-id")).isNotEmpty();
        assertThat(COMPLETION.of(completed, ID).octets()).isEqualTo(completed.octets());
    }

    /** The same header however it is cut, and told before much has come. */
    private static void readsProxyHeaders(byte[] octets) {
        ProxyHeader whole = ProxyHeaderParser.parse(ByteBuffer.wrap(octets));
        int length = 0;
        ProxyHeader cut = new ProxyHeader.Incomplete();
        while (length < octets.length && cut instanceof ProxyHeader.Incomplete) {
            length++;
            cut = ProxyHeaderParser.parse(ByteBuffer.wrap(octets, 0, length));
        }

        assertThat(cut).isEqualTo(whole);
        assertThat(length).isLessThanOrEqualTo(ProxyHeaderParser.MAX_OCTETS);
    }
}
