package io.sealpost.relay.ingress;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.sealpost.relay.content.ContentReading;
import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.mail.MessageDsn;
import io.sealpost.relay.mail.RecipientDsn;
import io.sealpost.relay.mail.ReversePath;
import io.sealpost.relay.policy.Explanation;
import io.sealpost.relay.policy.MessageCriterion;
import io.sealpost.relay.policy.MessageFacts;
import io.sealpost.relay.policy.Policy;
import io.sealpost.relay.ruleset.DomainKnowledge;
import io.sealpost.relay.ruleset.Governing;
import io.sealpost.relay.ruleset.RulesetView;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A message that nobody sends: what the rules would decide for it, by the code that decides for mail that is taken. Where
 * there is no message, what criteria look at in its header and its content is not known, and so counts as matching.
 *
 * @param path the reverse path
 * @param recipients whom it would be for
 * @param message its octets, lines ending with CRLF; empty where only the envelope is known
 * @param client where it would come from
 */
public record Hypothesis(
        ReversePath path, List<Address> recipients, Optional<byte[]> message, Optional<InetAddress> client) {
    public Hypothesis {
        Objects.requireNonNull(path);
        Objects.requireNonNull(message);
        Objects.requireNonNull(client);
        recipients = List.copyOf(recipients);
    }

    /** Senders that are hosted; their rules govern it. */
    public List<Domain> domains(RulesetView rules) {
        return governing(rules).domains();
    }

    /** Why the rules cannot be applied, if they cannot. */
    public Optional<DomainKnowledge.NotKnown> obstacle(RulesetView rules) {
        return governing(rules).obstacle().map(Governing.Obstacle::why);
    }

    /** How many rules there are to be looked at, those for each recipient counted anew. */
    public long rules(RulesetView rules) {
        Policy policy = governing(rules).policy();
        return recipients.stream().mapToLong(policy::rulesFor).sum();
    }

    /** What they decide for each recipient. */
    public Map<Address, Explanation> explain(RulesetView rules, ContentReading content, Instant at) {
        Governing governing = governing(rules);
        MessageFacts facts = facts(governing.policy(), content, at);
        Map<Address, Explanation> explanations = new LinkedHashMap<>();
        recipients.forEach(each -> explanations.put(each, governing.policy().explain(facts, at, each)));
        return explanations;
    }

    private MessageFacts facts(Policy policy, ContentReading content, Instant at) {
        if (message.isEmpty()) {
            return facts(Set.of(), Map.of(), at);
        }
        Set<MessageCriterion.Content> questions =
                policy.on(facts(policy.headerNames(), Map.of(), at), at).questions(recipients);
        Map<String, Boolean> found = questions.isEmpty()
                ? Map.of()
                : content.read(completedFuture(new ByteArrayInputStream(message.get())), questions)
                        .toCompletableFuture()
                        .join();
        return facts(policy.headerNames(), found, at);
    }

    private MessageFacts facts(Set<String> headers, Map<String, Boolean> content, Instant at) {
        return submitted(content, at).facts(HeaderSenders.of(header()), headers, client);
    }

    private Governing governing(RulesetView rules) {
        return Governing.of(rules::domain, HeaderSenders.of(header()).domainsWith(path), recipients);
    }

    private Submitted submitted(Map<String, Boolean> content, Instant at) {
        List<Envelope.Recipient> named = recipients.stream()
                .map(each -> new Envelope.Recipient(each, RecipientDsn.NONE))
                .toList();
        Envelope envelope = new Envelope(path, false, MessageDsn.NONE, named);
        return new Submitted(
                envelope,
                header(),
                Optional.of(content),
                message.map(octets -> octets.length).orElse(0),
                at);
    }

    private HeaderBlock header() {
        byte[] octets = message.orElse(new byte[0]);
        HeaderCollector collector = new HeaderCollector(octets.length);
        collector.take(octets);
        return collector.block();
    }
}
