package io.sealpost.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sealpost.rules.client.AddressListsApi;
import io.sealpost.rules.client.ApiClient;
import io.sealpost.rules.client.ApiException;
import io.sealpost.rules.client.DomainRulesApi;
import io.sealpost.rules.client.DomainsApi;
import io.sealpost.rules.client.OrganizationsApi;
import io.sealpost.rules.client.RolloutApi;
import io.sealpost.rules.client.model.ActionsBody;
import io.sealpost.rules.client.model.AddressListEntries;
import io.sealpost.rules.client.model.CriteriaBody;
import io.sealpost.rules.client.model.DomainBody;
import io.sealpost.rules.client.model.OrganizationBody;
import io.sealpost.rules.client.model.Rule;
import io.sealpost.rules.client.model.RuleBody;
import io.sealpost.rules.client.model.RuleDocument;
import io.sealpost.rules.client.model.RulePatch;
import io.sealpost.rules.client.model.SelectionBody;
import io.sealpost.rules.client.model.TlsBody;
import io.sealpost.rules.rollout.FakeRelay;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The walk-through of docs/api.md, by a client that a generator made from the OpenAPI document. */
@QuarkusTest
class ClientIT implements RunningService {

    private final String clinic = "clinic-" + UUID.randomUUID().toString().substring(0, 8);
    private final String domain = clinic + ".example";

    @TestHTTPResource
    URI service;

    private ApiClient client() {
        return new ApiClient()
                .setHost(service.getHost())
                .setPort(service.getPort())
                .setRequestInterceptor(request -> request.header("Authorization", "Bearer " + RunningService.key()));
    }

    private static RuleBody rule(String name, boolean enabled, String to) {
        return new RuleBody()
                .name(name)
                .direction(RuleBody.DirectionEnum.OUTGOING)
                .enabled(enabled)
                .criteria(new CriteriaBody().to(new SelectionBody().anyOf(List.of(to))))
                .actions(new ActionsBody().relayWithTls(new TlsBody()));
    }

    @Test
    void walksThroughTheApi() throws Exception {
        ApiClient client = client();
        try (FakeRelay relay = new FakeRelay("relay-of-client", TopicWatcher.servers()).keepsUp()) {
            new OrganizationsApi(client)
                    .putOrganization(clinic, new OrganizationBody().displayName("Clinic"), null, null);
            new DomainsApi(client).putDomain(domain, new DomainBody().organization(clinic), null, null);
            new AddressListsApi(client)
                    .putAddressList(
                            "labs",
                            clinic,
                            new AddressListEntries().entries(List.of("lab.example", "*.lab.example")),
                            null,
                            null,
                            null);
            DomainRulesApi rules = new DomainRulesApi(client);
            RuleDocument wanted = new RuleDocument()
                    .rules(List.of(rule("Labs", true, "list:labs"), rule("Insurers", false, "insurer.example")));
            assertThat(rules.applyDomainRules(domain, wanted, "true", null, null, null)
                            .getCreated())
                    .hasSize(2);
            rules.applyDomainRules(domain, wanted, null, null, null, null);
            RuleDocument kept = rules.getDomainRuleDocument(domain, null);
            assertThat(rules.applyDomainRules(domain, kept, null, null, null, null)
                            .getChanged())
                    .isEmpty();
            Rule insurers = rules.listDomainRules(domain, null, null, null, null, null, null, "insurer", null)
                    .getItems()
                    .get(0);
            assertThat(rules.patchDomainRule(insurers.getId(), domain, new RulePatch().enabled(true), null, null, "*")
                            .getEnabled())
                    .isTrue();
            assertThat(rules.listEffectiveRules(domain, null).getItems()).hasSize(2);
            assertThat(rules.listDomainRuleFindings(domain, null).getItems()).isEmpty();
            assertThat(new RolloutApi(client)
                            .getDomainRollout(domain, "30s", null)
                            .getState())
                    .hasToString("complete");
            relay.retire();
        }
    }

    @Test
    void tellsWhatIsWrong() {
        assertThatThrownBy(() -> new DomainsApi(client()).getDomain("nobody.example", null))
                .isInstanceOfSatisfying(ApiException.class, refused -> {
                    assertThat(refused.getCode()).isEqualTo(404);
                    assertThat(refused.getResponseBody()).contains("nobody.example");
                });
    }
}
