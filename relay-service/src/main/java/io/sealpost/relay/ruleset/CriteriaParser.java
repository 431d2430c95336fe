package io.sealpost.relay.ruleset;

import io.sealpost.relay.mail.Network;
import io.sealpost.relay.policy.AddressPattern;
import io.sealpost.relay.policy.ContentPart;
import io.sealpost.relay.policy.Criteria;
import io.sealpost.relay.policy.MessageCriterion;
import io.sealpost.relay.policy.Selection;
import io.sealpost.relay.policy.TextPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Reads the criteria of a rule, all of them or none: a criterion that is left out would make another rule of it. */
final class CriteriaParser {
    private static final Set<String> FIELDS =
            Set.of("to", "from", "subject", "headers", "body", "attachments", "size", "sourceNetwork");
    private static final Set<String> SELECTION = Set.of("anyOf", "noneOf");
    private static final Set<String> BOUNDS = Set.of("atLeast", "atMost");

    private static final Shared<AddressPattern> ADDRESSES = new Shared<>();

    private CriteriaParser() {}

    static Criteria parse(Json criteria) {
        criteria.only(FIELDS);
        Selection<AddressPattern> to = criteria.optional("to")
                .map(json -> selection(json, CriteriaParser::address))
                .orElse(Selection.everything());
        List<MessageCriterion> message = new ArrayList<>();
        criteria.optional("from")
                .map(json -> new MessageCriterion.From(selection(json, CriteriaParser::address)))
                .ifPresent(message::add);
        criteria.optional("sourceNetwork")
                .map(json -> new MessageCriterion.Source(selection(json, Network::parse)))
                .ifPresent(message::add);
        criteria.optional("size").map(CriteriaParser::size).ifPresent(message::add);
        criteria.optional("subject").map(json -> header("subject", json)).ifPresent(message::add);
        criteria.optional("headers")
                .ifPresent(headers -> headers.fields().forEach((name, json) -> message.add(header(name, json))));
        criteria.optional("attachments")
                .map(json -> content(ContentPart.NAME, json))
                .ifPresent(message::add);
        criteria.optional("body").map(json -> content(ContentPart.TEXT, json)).ifPresent(message::add);
        if (criteria.optional("to").isEmpty() && message.isEmpty()) {
            throw criteria.unreadable("must hold at least one criterion");
        }
        return new Criteria(to, message);
    }

    private static AddressPattern address(String text) {
        return ADDRESSES.of(AddressPattern.parse(text));
    }

    private static MessageCriterion header(String name, Json json) {
        return new MessageCriterion.Header(name, selection(json, TextPattern::parse));
    }

    private static MessageCriterion content(ContentPart part, Json json) {
        return MessageCriterion.Content.of(part, selection(json, TextPattern::parse));
    }

    private static MessageCriterion size(Json json) {
        json.only(BOUNDS);
        long atLeast = json.optional("atLeast").map(Json::number).orElse(0L);
        long atMost = json.optional("atMost").map(Json::number).orElse(Long.MAX_VALUE);
        if (json.optional("atLeast").isEmpty() && json.optional("atMost").isEmpty()) {
            throw json.unreadable("must hold atLeast or atMost");
        }
        if (atLeast > atMost) {
            throw json.unreadable("atLeast must not be more than atMost");
        }
        return new MessageCriterion.Size(atLeast, atMost);
    }

    private static <P> Selection<P> selection(Json json, Function<String, P> parser) {
        json.only(SELECTION);
        List<P> anyOf = patterns(json, "anyOf", parser);
        List<P> noneOf = patterns(json, "noneOf", parser);
        if (anyOf.isEmpty() && noneOf.isEmpty()) {
            throw json.unreadable("must hold anyOf or noneOf");
        }
        return new Selection<>(anyOf, noneOf);
    }

    private static <P> List<P> patterns(Json json, String field, Function<String, P> parser) {
        List<P> patterns = json.optional(field).stream()
                .flatMap(list -> list.items().stream())
                .map(pattern -> ScopeParser.read(pattern, parser))
                .toList();
        if (json.optional(field).isPresent() && patterns.isEmpty()) {
            throw json.unreadable("\"" + field + "\" must not be empty");
        }
        return patterns;
    }
}
