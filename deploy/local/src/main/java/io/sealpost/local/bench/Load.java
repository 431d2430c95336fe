package io.sealpost.local.bench;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The mail that a run hands in.
 *
 * @param amounts those that are not given get their standard
 * @param kept whether clients keep their connection for the next message
 */
public record Load(Map<Amount, Integer> amounts, boolean kept) {
    static final String SENDER = "alice@sender.example";
    private static final String KEPT = "kept";
    private static final String ANEW = "anew";
    private static final int PER_KEPT_CONNECTION = 1_000;

    public Load {
        Map<Amount, Integer> all = new EnumMap<>(Amount.class);
        all.putAll(amounts);
        Stream.of(Amount.values()).forEach(amount -> all.computeIfAbsent(amount, Amount::standard));
        amounts = Map.copyOf(all);
    }

    /**
     * The given amounts, and the standard ones; no longer a warm-up than the run, unless it is given. Fails where no
     * destination is alive.
     */
    public static Load of(Map<Amount, Integer> given, boolean kept) {
        Load load = new Load(given, kept);
        int destinations = load.the(Amount.DESTINATIONS);
        if (load.the(Amount.DEAD) >= destinations) {
            throw new IllegalArgumentException(
                    "fewer destinations than " + destinations + " can be dead, not " + load.the(Amount.DEAD));
        }
        Map<Amount, Integer> all = new EnumMap<>(load.amounts);
        if (!given.containsKey(Amount.WARM_UP)) {
            all.merge(Amount.WARM_UP, load.the(Amount.MESSAGES), Math::min);
        }
        return new Load(all, kept);
    }

    public int the(Amount amount) {
        return Objects.requireNonNull(amounts.get(amount));
    }

    /** Messages before a client connects anew. */
    int perConnection() {
        return kept ? PER_KEPT_CONNECTION : 1;
    }

    /** Warm-up and run, which are numbered through. */
    int total() {
        return the(Amount.WARM_UP) + the(Amount.MESSAGES);
    }

    /** The recipients of a message: their domains in turn, over all messages. */
    List<String> recipients(int number) {
        return IntStream.range(0, the(Amount.RECIPIENTS))
                .mapToObj(index -> "r" + index + "@" + domain(destination(number, index)))
                .toList();
    }

    /** How many recipients of a message have a server that answers: there it must arrive. */
    int answering(int number) {
        return (int) IntStream.range(0, the(Amount.RECIPIENTS))
                .filter(index -> destination(number, index) < the(Amount.DESTINATIONS) - the(Amount.DEAD))
                .count();
    }

    /** How many of so many messages, counted from the first one on, wait for a dead destination in the end. */
    int stuck(int messages) {
        return (int) IntStream.range(0, messages)
                .filter(number -> answering(number) < the(Amount.RECIPIENTS))
                .count();
    }

    private int destination(int number, int recipient) {
        return (int) (((long) number * the(Amount.RECIPIENTS) + recipient) % the(Amount.DESTINATIONS));
    }

    /** Which recipient of its message an address is. */
    static int index(String recipient) {
        return Integer.parseInt(recipient.substring(1, recipient.indexOf('@')));
    }

    /** The domains whose server answers. */
    List<String> alive() {
        return IntStream.range(0, the(Amount.DESTINATIONS) - the(Amount.DEAD))
                .mapToObj(Load::domain)
                .toList();
    }

    /** The others. */
    List<String> dead() {
        return IntStream.range(the(Amount.DESTINATIONS) - the(Amount.DEAD), the(Amount.DESTINATIONS))
                .mapToObj(Load::domain)
                .toList();
    }

    /** The patterns of a rule, counted from 0: all rules together cover every domain; a rule too many covers another one. */
    List<String> patterns(int rule) {
        int rules = the(Amount.RULES);
        List<String> patterns = IntStream.range(0, the(Amount.DESTINATIONS))
                .filter(domain -> domain % rules == rule)
                .mapToObj(Load::domain)
                .toList();
        return patterns.isEmpty() ? List.of("other" + rule + ".example") : patterns;
    }

    /** For the command line of a process of the bench; {@link #parse} reads them. */
    List<String> words() {
        return Stream.concat(
                        Stream.of(kept ? KEPT : ANEW),
                        Stream.of(Amount.values()).map(amount -> amount + "=" + the(amount)))
                .toList();
    }

    static Load parse(List<String> words) {
        Map<Amount, Integer> amounts = new EnumMap<>(Amount.class);
        for (String word : words.subList(1, words.size())) {
            int equals = word.indexOf('=');
            Amount amount = Amount.valueOf(word.substring(0, equals));
            amounts.put(amount, amount.read(word.substring(equals + 1)));
        }
        return new Load(amounts, words.get(0).equals(KEPT));
    }

    private static String domain(int number) {
        return "d" + (number + 1) + ".example";
    }
}
