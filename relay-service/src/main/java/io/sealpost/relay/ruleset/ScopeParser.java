package io.sealpost.relay.ruleset;

import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.mail.HostPort;
import io.sealpost.relay.policy.AddressList;
import io.sealpost.relay.policy.Rule;
import io.sealpost.relay.ruleset.ScopeState.Content;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads a record of {@code sealpost.rulesets}; never fails, since what it cannot understand is a refused scope.
 *
 * <p>Unknown fields are ignored, except inside a rule: there they refuse the scope, for they could be what makes the
 * rule strict.
 */
final class ScopeParser {
    private static final int MAX_REASON = 200;

    private ScopeParser() {}

    /** The state that a record's value gives; {@link Version#NONE} where not even the version can be read. */
    static ScopeState parse(Scope scope, String value) {
        Json json;
        Version version;
        try {
            json = Json.object(value);
            version = new Version(
                    json.field("epoch").number(), json.field("revision").number());
        } catch (Json.Unreadable e) {
            return unversioned(scope, String.valueOf(e.getMessage()), value);
        }
        try {
            return new ScopeState(scope, version, content(scope, json), PackedText.of(value));
        } catch (Json.Unreadable e) {
            String reason = bounded(String.valueOf(e.getMessage()));
            Optional<List<Submitter>> submitters = readableSubmitters(scope, json);
            return new ScopeState(
                    scope,
                    version,
                    new ScopeState.Refused(reason, submitters.orElse(List.of()), true, submitters.isPresent()),
                    PackedText.of(value));
        }
    }

    /** The state that a record gives of which nothing can be read. */
    static ScopeState unversioned(Scope scope, String reason, String value) {
        return new ScopeState(
                scope,
                Version.NONE,
                new ScopeState.Refused(bounded(reason), List.of(), false, !scope.hasSubmitters()),
                PackedText.of(value));
    }

    /** A reason goes into logs and into the relay's status, and may quote a word of the record. */
    private static String bounded(String reason) {
        String printable = reason.replaceAll("[\\p{Cc}\\u2028\\u2029]", "?");
        return printable.length() <= MAX_REASON ? printable : printable.substring(0, MAX_REASON) + "…";
    }

    private static Content content(Scope scope, Json json) {
        if (!json.field("scope").text().equals(scope.toString())) {
            throw json.unreadable("\"scope\" differs from the record's key");
        }
        Optional<Json> deleted = json.optional("deleted");
        if (deleted.isPresent()) {
            if (!deleted.get().truth()) {
                throw deleted.get().unreadable("must be true where it is given");
            }
            return new ScopeState.Deleted();
        }
        if (scope.isAddressList()) {
            return addressList(json);
        }
        return scope.isOrganization() ? organization(json) : domain(scope, json);
    }

    private static Content addressList(Json json) {
        return new ScopeState.Addresses(AddressList.of(json.field("entries").items().stream()
                .map(entry -> read(entry, AddressList::entry))
                .toList()));
    }

    private static Content organization(Json json) {
        Scope scope = organizationScope(json.field("scope"));
        return new ScopeState.Organization(
                scope,
                json.optional("parent").map(ScopeParser::organizationScope),
                json.optional("contact").map(Json::text),
                json.optional("locale").map(Json::text),
                rules(scope, json));
    }

    private static Content domain(Scope scope, Json json) {
        return new ScopeState.HostedScope(
                organizationScope(json.field("parent")),
                json.optional("locale").map(Json::text),
                json.optional("inboundHost").map(host -> read(host, HostPort::parse)),
                SubmitterParser.parse(Domain.parse(scope.id()), json),
                rules(scope, json));
    }

    private static Scope organizationScope(Json json) {
        return Scope.parse(json.text())
                .filter(Scope::isOrganization)
                .orElseThrow(() -> json.unreadable("must be organization/ID"));
    }

    private static List<Rule> rules(Scope scope, Json json) {
        String owner = scope.toString();
        return json.field("rules").items().stream()
                .map(rule -> RuleParser.parse(owner, rule))
                .toList();
    }

    /** Those of a refused record; empty where they cannot be read. Only domains have any. */
    private static Optional<List<Submitter>> readableSubmitters(Scope scope, Json json) {
        if (!scope.hasSubmitters()) {
            return Optional.of(List.of());
        }
        try {
            return Optional.of(SubmitterParser.parse(Domain.parse(scope.id()), json));
        } catch (Json.Unreadable e) {
            return Optional.empty();
        }
    }

    static <T> T read(Json json, Function<String, T> parser) {
        String text = json.text();
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw json.unreadable(String.valueOf(e.getMessage()));
        }
    }
}
