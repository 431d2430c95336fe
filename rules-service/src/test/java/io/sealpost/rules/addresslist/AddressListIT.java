package io.sealpost.rules.addresslist;

import static io.sealpost.rules.RunningService.operator;
import static io.sealpost.rules.RunningService.organization;
import static io.sealpost.rules.RunningService.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.sealpost.rules.RunningService;
import io.sealpost.rules.TopicWatcher;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AddressListIT implements RunningService {

    private static String list(String organization) {
        return "/v1/organizations/" + organization + "/address-lists/banks";
    }

    private static Response text(String body, String method, String path) {
        return operator().contentType("text/plain").body(body).request(method, path);
    }

    private static String below(String parent) {
        String id = "org-" + UUID.randomUUID().toString().substring(0, 8);
        operator()
                .body("{\"displayName\": \"Below\", \"parent\": \"" + parent + "\"}")
                .put("/v1/organizations/" + id)
                .then()
                .statusCode(201);
        return id;
    }

    private static Response use(String organization) {
        return operator()
                .body(rule("Listed").replace("bank.example", "list:banks"))
                .post("/v1/organizations/" + organization + "/rules");
    }

    @Test
    void keepsAListAndPublishesIt() {
        String organization = organization();
        String path = list(organization);
        operator()
                .body("{\"entries\": [\"Bank.Example\", \"*.bank.example\", \"bank.example.\"]}")
                .put(path)
                .then()
                .statusCode(201)
                .body("entries", equalTo(2));
        text("cfo@partner.example\nbank.example\n", "POST", path + "/add")
                .then()
                .statusCode(200)
                .body("entries", equalTo(3));
        text("*.bank.example\n", "POST", path + "/remove")
                .then()
                .statusCode(200)
                .body("entries", equalTo(2));
        operator()
                .get(path + "/entries")
                .then()
                .statusCode(200)
                .body("items", contains("bank.example", "cfo@partner.example"));
        try (TopicWatcher topic = new TopicWatcher()) {
            topic.await(
                    "address-list/" + organization + "/banks",
                    value -> value.path("entries").size() == 2
                            && value.path("parent").asText().equals("organization/" + organization));
        }
    }

    @Test
    void theSameEntriesAgainAreNoChange() {
        String path = list(organization());
        String etag = text("bank.example\n", "PUT", path).header("ETag");
        text("BANK.example\n", "PUT", path).then().statusCode(200).header("ETag", etag);
        text("bank.example\n", "POST", path + "/add").then().statusCode(200).header("ETag", etag);
        operator().get(path).then().statusCode(200).header("ETag", etag);
    }

    @Test
    void namesTheLinesThatDoNotFit() {
        text("bank.example\nno domain\n", "PUT", list(organization()))
                .then()
                .statusCode(422)
                .body("violations.field", contains("line 2"));
    }

    @Test
    void holdsAHundredThousandEntriesAndNoMore() {
        String path = list(organization());
        String most =
                IntStream.range(0, 100_000).mapToObj(i -> "d" + i + ".example").collect(Collectors.joining("\n"));
        text(most, "PUT", path).then().statusCode(201).body("entries", equalTo(100_000));
        text("one.more.example", "POST", path + "/add")
                .then()
                .statusCode(422)
                .body("violations.expected", contains("at most 100000 in a list"));
        operator().get(path).then().body("entries", equalTo(100_000));
    }

    @Test
    void refusesWhatWouldMakeAScopeTooLarge() {
        String longest = "x".repeat(60) + "@" + ("y".repeat(60) + ".").repeat(2) + "z".repeat(60) + ".";
        String entries =
                IntStream.range(0, 35_000).mapToObj(i -> longest + "d" + i).collect(Collectors.joining("\n"));
        text(entries, "PUT", list(organization()))
                .then()
                .statusCode(422)
                .body("type", endsWith("scope-too-large"))
                .body("limit", equalTo(8 << 20));
    }

    @Test
    void aRuleNamesOnlyListsOfItsChain() {
        String top = organization();
        String below = below(top);
        text("bank.example\n", "PUT", list(below)).then().statusCode(201);
        use(top).then().statusCode(422).body("violations.value", contains("list:banks"));
        use(below).then().statusCode(201);
        text("bank.example\n", "PUT", list(top)).then().statusCode(201);
        use(top).then().statusCode(201);
    }

    @Test
    void isNotDeletedWhileARuleBelowUsesIt() {
        String top = organization();
        String below = below(top);
        text("bank.example\n", "PUT", list(top)).then().statusCode(201);
        String rule = use(below).then().statusCode(201).extract().path("id");
        operator()
                .delete(list(top))
                .then()
                .statusCode(409)
                .body("users.rule", contains(rule))
                .body("users.scope", contains("organization/" + below));
        operator()
                .delete("/v1/organizations/" + below + "/rules/" + rule)
                .then()
                .statusCode(204);
        operator().delete(list(top)).then().statusCode(204);
        operator().get(list(top)).then().statusCode(404);
    }

    @Test
    void goesWithItsOrganization() {
        String organization = organization();
        text("bank.example\n", "PUT", list(organization)).then().statusCode(201);
        operator().delete("/v1/organizations/" + organization).then().statusCode(204);
        try (TopicWatcher topic = new TopicWatcher()) {
            assertThat(topic.await(
                                    "address-list/" + organization + "/banks",
                                    value -> value.path("deleted").asBoolean())
                            .revision())
                    .isPositive();
        }
        assertThat(List.of(operator().get(list(organization)).statusCode())).containsExactly(404);
    }
}
