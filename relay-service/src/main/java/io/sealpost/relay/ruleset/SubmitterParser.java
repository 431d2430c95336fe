package io.sealpost.relay.ruleset;

import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.mail.Network;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads the submitters of a domain's record. One that is neither a network nor a user name is of a newer kind, and left out.
 * While a domain is suspended, each of them is.
 */
final class SubmitterParser {
    /** PBKDF2 with as many rounds still takes less than a second. */
    private static final int MOST_ITERATIONS = 100_000;

    private SubmitterParser() {}

    static List<Submitter> parse(Domain domain, Json json) {
        boolean suspended = json.optional("suspended").map(Json::truth).orElse(false);
        Optional<Quota> shared = json.optional("limits")
                .map(SubmitterParser::limits)
                .filter(limits -> !limits.equals(HourlyLimits.NONE))
                .map(limits -> Quota.of(domain, limits));
        List<Submitter> submitters = new ArrayList<>();
        for (Json item : json.field("submitters").items()) {
            Optional<Network> network =
                    item.asObject().optional("network").map(value -> ScopeParser.read(value, Network::parse));
            Optional<Credential> credential = item.optional("username").map(name -> credential(name.text(), item));
            if (network.isPresent() || credential.isPresent()) {
                String id = item.field("id").text();
                HourlyLimits own =
                        item.optional("limits").map(SubmitterParser::limits).orElse(HourlyLimits.NONE);
                submitters.add(new Submitter(
                        id,
                        domain,
                        network,
                        credential,
                        item.optional("forwards").map(Json::truth).orElse(false),
                        suspended || item.optional("suspended").map(Json::truth).orElse(false),
                        Stream.concat(Stream.of(Quota.of(id, domain, credential, own)), shared.stream())
                                .toList()));
            }
        }
        return submitters;
    }

    private static HourlyLimits limits(Json json) {
        return new HourlyLimits(
                json.optional("messagesPerHour").map(SubmitterParser::limit).orElse(HourlyLimits.NONE.messages()),
                json.optional("recipientsPerHour").map(SubmitterParser::limit).orElse(HourlyLimits.NONE.recipients()));
    }

    private static int limit(Json json) {
        return (int) Math.min(Integer.MAX_VALUE, json.number());
    }

    private static Credential credential(String username, Json submitter) {
        Json scram = submitter.field("scram");
        Json rounds = scram.field("iterations");
        if (rounds.number() > MOST_ITERATIONS) {
            throw rounds.unreadable("must be " + MOST_ITERATIONS + " at most");
        }
        List<ScramVerifier.Keys> keys =
                scram.field("keys").items().stream().map(SubmitterParser::keys).toList();
        return new Credential(username, new ScramVerifier(octets(scram.field("salt")), (int) rounds.number(), keys));
    }

    private static ScramVerifier.Keys keys(Json json) {
        return new ScramVerifier.Keys(
                octets(json.field("storedKey")),
                octets(json.field("serverKey")),
                json.optional("validUntil").map(SubmitterParser::instant));
    }

    private static byte[] octets(Json json) {
        return ScopeParser.read(json, Base64.getDecoder()::decode);
    }

    private static Instant instant(Json json) {
        try {
            return Instant.parse(json.text());
        } catch (DateTimeParseException e) {
            throw json.unreadable("must be an instant such as 2026-11-24T08:15:30Z");
        }
    }
}
