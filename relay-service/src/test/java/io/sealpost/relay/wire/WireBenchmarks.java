package io.sealpost.relay.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The lines of a transaction, and 10 KB of content with a dot before one line in twenty, as they come in and go out. */
@State(Scope.Benchmark)
public class WireBenchmarks {
    private static final int MAX_LINE = 2_048;
    private static final int LINES = 131;

    private final byte[] commands = ascii("EHLO client.sender.example\r\n"
            + "MAIL FROM:<alice@sender.example> SIZE=10240 BODY=8BITMIME\r\n"
            + "RCPT TO:<bob@bank.example>\r\n"
            + "DATA\r\n"
            + "QUIT\r\n");
    private final byte[] content = content(".");
    private final byte[] withoutDots = content("a");
    private final byte[] stuffed = stuff(content);

    /** From the octets of five lines to five commands. */
    @Benchmark
    public List<Command> commandsOfATransaction() {
        LineSplitter splitter = new LineSplitter(MAX_LINE);
        ByteBuffer in = ByteBuffer.wrap(commands);
        List<Command> parsed = new ArrayList<>();
        Optional<CommandLine> line = splitter.next(in);
        while (line.isPresent()) {
            parsed.add(CommandParser.parse(((CommandLine.Text) line.get()).text()));
            line = splitter.next(in);
        }
        return parsed;
    }

    /** As DATA comes in. */
    @Benchmark
    public byte[] dotsTakenAway() {
        return new DataDecoder().decode(ByteBuffer.wrap(stuffed));
    }

    /** As it goes out. */
    @Benchmark
    public byte[] dotsStuffed() {
        return stuff(content);
    }

    /** As most messages go out. */
    @Benchmark
    public byte[] noDotToStuff() {
        return stuff(withoutDots);
    }

    private static byte[] stuff(byte[] content) {
        DotStuffing framing = new DotStuffing();
        framing.encode(content);
        return framing.end();
    }

    /** @param first of every twentieth line */
    private static byte[] content(String first) {
        StringBuilder lines = new StringBuilder();
        for (int line = 0; line < LINES; line++) {
            lines.append(line % 20 == 0 ? first : "a").append("b".repeat(75)).append("\r\n");
        }
        return ascii(lines.toString());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
