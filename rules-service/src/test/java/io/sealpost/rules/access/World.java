package io.sealpost.rules.access;

import static io.sealpost.rules.RunningService.key;
import static io.sealpost.rules.RunningService.operator;
import static io.sealpost.rules.RunningService.with;

import io.sealpost.rules.RunningService;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * A tenant with one of everything, its neighbours, and their keys. What is the tenant's carries the marker in its name, so
 * that it is known wherever it is shown.
 */
final class World {

    private static final String ORGANIZATION = "{\"displayName\": \"%s\", \"parent\": \"%s\"}";

    final String marker = "mark" + UUID.randomUUID().toString().substring(0, 8);
    final String above = RunningService.organization();
    final String acme = below(above, marker);
    final String child = below(acme, "child");
    final String leaf = below(acme, "leaf");
    final String other = RunningService.organization();
    final String domain = "d" + marker + ".example";

    final String owner = key("admin", acme);
    final String viewer = key("viewer", acme);
    final String childKey = key("admin", child);
    final String otherKey = key("admin", other);
    final String revoked = revokedKey();

    private final Map<String, String> names = new HashMap<>();

    /** @param operation what the world is for: a few operations want something special */
    World(String operation) {
        String path = "/v1/domains/" + domain;
        (operation.equals("verifyDomain") ? with(owner) : operator())
                .body("{\"organization\": \"" + acme + "\"}")
                .put(path)
                .then()
                .statusCode(201);
        names.put("organization", operation.equals("deleteOrganization") ? leaf : acme);
        names.put("domain", domain);
        String submitter =
                operation.equals("rotateSubmitter") ? "{\"username\": \"mailout\"}" : "{\"network\": \"192.0.2.0/25\"}";
        names.put("submitter", add(path + "/submitters", submitter));
        names.put("domain rule", add(path + "/rules", RunningService.rule(marker)));
        names.put("organization rule", add("/v1/organizations/" + acme + "/rules", RunningService.rule(marker)));
        names.put("second domain rule", add(path + "/rules", RunningService.rule("Second")));
        names.put(
                "second organization rule", add("/v1/organizations/" + acme + "/rules", RunningService.rule("Second")));
        names.put("list", addressList());
        names.put(
                "key",
                add(
                        "/v1/api-keys",
                        "{\"name\": \"" + marker + "\", \"role\": \"viewer\", \"organization\": \"" + acme + "\"}"));
    }

    /** The path of an operation, with the tenant's own things in it. */
    String path(String declared, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(names);
        all.put("rule", names.getOrDefault(declared.contains("{domain}") ? "domain rule" : "organization rule", ""));
        all.putAll(more);
        return filled(declared, all);
    }

    /** A body with the tenant's own things in it. */
    String body(String sample) {
        Map<String, String> all = new HashMap<>(names);
        all.putAll(Map.of("above", above, "acme", acme, "marker", marker));
        return filled(sample, all);
    }

    private static String filled(String text, Map<String, String> values) {
        String filled = text;
        for (Map.Entry<String, String> each : values.entrySet()) {
            filled = filled.replace("{" + each.getKey() + "}", each.getValue());
        }
        return filled;
    }

    private static String below(String parent, String name) {
        String id = "org-" + UUID.randomUUID().toString().substring(0, 8);
        operator()
                .body(ORGANIZATION.formatted(name, parent))
                .put("/v1/organizations/" + id)
                .then()
                .statusCode(201);
        return id;
    }

    private String addressList() {
        operator()
                .body("{\"entries\": [\"bank.example\"]}")
                .put("/v1/organizations/" + acme + "/address-lists/" + marker)
                .then()
                .statusCode(201);
        return marker;
    }

    private String revokedKey() {
        String key = key("admin", acme);
        operator().delete("/v1/api-keys/" + key.split("_")[1]).then().statusCode(204);
        return key;
    }

    private static String add(String path, String body) {
        return operator().body(body).post(path).then().statusCode(201).extract().path("id");
    }
}
