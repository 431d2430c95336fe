package io.sealpost.local.bench;

import io.sealpost.platform.load.SmtpLoad;
import io.sealpost.platform.load.Submission;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The process that hands in: {@code PORT,... LOAD...}, the ports of the relays. Each line {@code FIRST COUNT} on its standard input has it send so many
 * messages from that number on.
 */
final class Generator implements SmtpLoad.Answers {
    private final Load load;
    private final NumberedMessage messages;
    private final SmtpLoad clients;
    private final EventLines events = EventLines.onStandardOutput();

    private Generator(List<InetSocketAddress> relays, Load load) {
        this.load = load;
        this.messages = new NumberedMessage(load.the(Amount.SIZE));
        this.clients = new SmtpLoad(relays, load.the(Amount.CONNECTIONS), load.perConnection(), this::submission, this);
    }

    public static void main(String[] words) throws IOException, InterruptedException {
        Load load = Load.parse(Arrays.asList(words).subList(1, words.length));
        List<InetSocketAddress> relays = Stream.of(words[0].split(",", -1))
                .map(port -> new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port)))
                .toList();
        new Generator(relays, load).obey(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
    }

    @Override
    public void taken(int number, long nanos) {
        events.taken(number, WallClock.micros(), nanos);
    }

    @Override
    public void refused(int number, IOException cause) {
        events.refused(number, String.valueOf(cause.getMessage()));
    }

    private void obey(BufferedReader orders) throws IOException, InterruptedException {
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            String[] numbers = order.split(" ", 2);
            try {
                clients.run(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
                events.sent();
            } finally {
                events.flush();
            }
        }
    }

    private Submission submission(int number) {
        return Submission.of(Load.SENDER, load.recipients(number), messages.of(number, Load.SENDER));
    }
}
