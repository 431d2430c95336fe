package io.sealpost.relay.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.relay.content.ContentLimits;
import io.sealpost.relay.content.ContentReader;
import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.MessageDsn;
import io.sealpost.relay.mail.ReversePath;
import io.sealpost.relay.policy.Actions;
import io.sealpost.relay.policy.ActiveTime;
import io.sealpost.relay.policy.AddressPattern;
import io.sealpost.relay.policy.ContentPart;
import io.sealpost.relay.policy.Criteria;
import io.sealpost.relay.policy.Direction;
import io.sealpost.relay.policy.MessageCriterion;
import io.sealpost.relay.policy.MessageFacts;
import io.sealpost.relay.policy.Mode;
import io.sealpost.relay.policy.Policy;
import io.sealpost.relay.policy.Rule;
import io.sealpost.relay.policy.RuleRef;
import io.sealpost.relay.policy.Selection;
import io.sealpost.relay.policy.TextPattern;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * Criteria on the message, from its octets to the decision, against what its author means: on random rules and messages, each
 * written in a random way. The reference looks at the meaning alone and decodes nothing.
 */
class WrittenMessageTest {
    private static final int CASES = Integer.getInteger("sealpost.matcher.cases", 5_000) / 5;
    private static final ContentReader READER =
            new ContentReader(new ContentLimits(50, 100, 100_000, 100_000, Duration.ofMinutes(1)), System::nanoTime);
    private static final List<String> WORDS = List.of(
            "geheim",
            "GEHEIM",
            "Vertrag",
            "Gr\u00fc\u00dfe aus K\u00f6ln",
            "\u00e9t\u00e9",
            "intern",
            "int",
            "offer 2026",
            "Angebot.pdf",
            "list_1.csv",
            "a=b",
            "100% sure");
    private static final List<String> DOMAINS = List.of("bank.example", "sender.example", "other.example");
    private static final Address RECIPIENT = Address.parse("bob@partner.example");

    /** A criterion as it is written: any of some patterns, and none of others. */
    private record Wanted(List<String> anyOf, List<String> noneOf) {
        /** Whether values that stand for one thing are selected. */
        boolean selects(List<String> values, boolean words) {
            boolean in = anyOf.isEmpty();
            boolean spared = values.isEmpty();
            for (String value : values) {
                boolean out = false;
                for (String pattern : anyOf) {
                    in |= words ? contains(value, pattern) : value.endsWith("@" + pattern);
                }
                for (String pattern : noneOf) {
                    out |= words ? contains(value, pattern) : value.endsWith("@" + pattern);
                }
                spared |= !out;
            }
            return in && spared;
        }

        private static boolean contains(String text, String words) {
            for (int at = 0; at + words.length() <= text.length(); at++) {
                if (text.regionMatches(true, at, words, 0, words.length())) {
                    return true;
                }
            }
            return false;
        }

        <P> Selection<P> parsed(Function<String, P> parser) {
            return new Selection<>(
                    anyOf.stream().map(parser).toList(),
                    noneOf.stream().map(parser).toList());
        }
    }

    @Test
    void isJudgedByWhatItMeansHoweverItIsWritten() {
        int covered = 0;
        for (int seed = 1; seed <= CASES; seed++) {
            Random random = new Random(seed);
            WrittenMessage message = new WrittenMessage(
                    some(random, 1, 3, () -> "alice@" + pick(random, DOMAINS)),
                    some(random, 0, 2, () -> sentence(random)),
                    some(random, 1, 3, () -> sentence(random)),
                    some(random, 0, 2, () -> sentence(random)));
            Wanted from = wanted(random, DOMAINS);
            Wanted subject = wanted(random, WORDS);
            Wanted text = wanted(random, WORDS);
            Wanted name = wanted(random, WORDS);
            byte[] octets = message.octets(random);
            int atLeast = random.nextInt(4) == 0 ? octets.length + random.nextInt(2) : 0;

            List<String> authors = new ArrayList<>(message.from());
            authors.add("alice@sender.example");
            boolean meant = from.selects(authors, false)
                    && subject.selects(message.subjects(), true)
                    && text.selects(message.texts(), true)
                    && name.selects(message.names(), true)
                    && octets.length >= atLeast;

            List<MessageCriterion> criteria = List.of(
                    new MessageCriterion.From(from.parsed(AddressPattern::parse)),
                    new MessageCriterion.Header("subject", subject.parsed(TextPattern::parse)),
                    MessageCriterion.Content.of(ContentPart.TEXT, text.parsed(TextPattern::parse)),
                    MessageCriterion.Content.of(ContentPart.NAME, name.parsed(TextPattern::parse)),
                    new MessageCriterion.Size(atLeast, Long.MAX_VALUE));

            assertThat(isCovered(octets, criteria))
                    .as("seed %d: from %s subject %s text %s name %s of %s", seed, from, subject, text, name, message)
                    .isEqualTo(meant);
            covered += meant ? 1 : 0;
        }
        assertThat(covered).isBetween(CASES / 10, CASES * 9 / 10);
    }

    private static boolean isCovered(byte[] octets, List<MessageCriterion> criteria) {
        Policy policy = new Policy(List.of(new Rule(
                new RuleRef("domain/sender.example", "1", "Rule", 1),
                Direction.OUTGOING,
                true,
                Mode.ENFORCE,
                ActiveTime.ALWAYS,
                new Criteria(Selection.everything(), criteria),
                Actions.ENCRYPT)));
        String all = new String(octets, StandardCharsets.ISO_8859_1);
        HeaderBlock header = HeaderBlock.parse(Arrays.copyOf(octets, all.indexOf("\r\n\r\n") + 4));
        Map<String, Boolean> content = READER.read(
                new ByteArrayInputStream(octets),
                criteria.stream()
                        .filter(MessageCriterion.Content.class::isInstance)
                        .map(MessageCriterion.Content.class::cast)
                        .toList());
        Envelope envelope = new Envelope(ReversePath.parse("alice@sender.example"), false, MessageDsn.NONE, List.of());
        MessageFacts facts = new Submitted(envelope, header, Optional.of(content), octets.length, Instant.EPOCH)
                .facts(HeaderSenders.of(header), policy.headerNames(), Optional.empty());
        return !policy.on(facts, Instant.EPOCH).decide(RECIPIENT).rules().isEmpty();
    }

    private static Wanted wanted(Random random, List<String> vocabulary) {
        return new Wanted(
                some(random, 0, 2, () -> pick(random, vocabulary)),
                random.nextInt(3) == 0 ? some(random, 0, 2, () -> pick(random, vocabulary)) : List.of());
    }

    private static String sentence(Random random) {
        return String.join(" ", some(random, 1, 4, () -> pick(random, WORDS)));
    }

    private static <T> List<T> some(Random random, int least, int most, Supplier<T> supplier) {
        List<T> some = new ArrayList<>();
        for (int left = least + random.nextInt(most - least + 1); left > 0; left--) {
            some.add(supplier.get());
        }
        return some;
    }

    private static String pick(Random random, List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
