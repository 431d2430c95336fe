package io.sealpost.relay.ruleset;

import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.mail.Network;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Reads the submitters of a domain's record. One that is neither a network nor a user name is of a newer kind, and left out. */
final class SubmitterParser {
    /** PBKDF2 with as many rounds still takes less than a second. */
    private static final int MOST_ITERATIONS = 100_000;

    private SubmitterParser() {}

    static List<Submitter> parse(Domain domain, Json json) {
        List<Submitter> submitters = new ArrayList<>();
        for (Json item : json.field("submitters").items()) {
            Optional<Network> network =
                    item.asObject().optional("network").map(value -> ScopeParser.read(value, Network::parse));
            Optional<Credential> credential = item.optional("username").map(name -> credential(name.text(), item));
            if (network.isPresent() || credential.isPresent()) {
                submitters.add(new Submitter(
                        item.field("id").text(),
                        domain,
                        network,
                        credential,
                        item.optional("forwards").map(Json::truth).orElse(false),
                        item.optional("suspended").map(Json::truth).orElse(false),
                        item.optional("limits").map(SubmitterParser::limits).orElse(HourlyLimits.NONE)));
            }
        }
        return submitters;
    }

    private static HourlyLimits limits(Json json) {
        return new HourlyLimits(limit(json.field("messagesPerHour")), limit(json.field("recipientsPerHour")));
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
