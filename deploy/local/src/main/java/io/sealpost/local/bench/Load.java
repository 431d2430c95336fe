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

    /** The given amounts, and the standard ones; no longer a warm-up than the run, unless it is given. */
    public static Load of(Map<Amount, Integer> given, boolean kept) {
        Load load = new Load(given, kept);
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
        int recipients = the(Amount.RECIPIENTS);
        long first = (long) number * recipients;
        return IntStream.range(0, recipients)
                .mapToObj(index -> "r" + index + "@" + domain((int) ((first + index) % the(Amount.DESTINATIONS))))
                .toList();
    }

    /** Which recipient of its message an address is. */
    static int index(String recipient) {
        return Integer.parseInt(recipient.substring(1, recipient.indexOf('@')));
    }

    List<String> domains() {
        return IntStream.range(0, the(Amount.DESTINATIONS))
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
