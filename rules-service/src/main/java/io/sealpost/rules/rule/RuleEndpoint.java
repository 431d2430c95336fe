package io.sealpost.rules.rule;

import com.fasterxml.jackson.databind.JsonNode;
import io.sealpost.rules.access.Caller;
import io.sealpost.rules.change.Scope;
import io.sealpost.rules.problem.Cursor;
import io.sealpost.rules.problem.IfMatch;
import io.sealpost.rules.problem.MergePatch;
import io.sealpost.rules.problem.Page;
import io.sealpost.rules.problem.StrictJson;
import io.sealpost.rules.rollout.Answers;
import io.sealpost.rules.rollout.WaitTime;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** What the rules of domains and of organizations have in common over REST. */
@ApplicationScoped
class RuleEndpoint {

    private final Rules rules;
    private final Answers answers;

    RuleEndpoint(Rules rules, Answers answers) {
        this.rules = rules;
        this.answers = answers;
    }

    Page<Rule> list(Scope scope, @Nullable String cursor, @Nullable String limit) {
        return rules.list(scope, Cursor.of(cursor, limit));
    }

    RestResponse<Rule> get(Scope scope, UUID id) {
        Rule rule = rules.get(scope, id);
        return ResponseBuilder.ok(rule)
                .header("ETag", IfMatch.etag(rule.revision()))
                .build();
    }

    Uni<Response> add(Scope scope, RuleBody body, Write write) {
        var time = WaitTime.parse(write.waitFor());
        return answers.to(rules.add(scope, RuleCheck.values(body), write.by()), time);
    }

    Uni<Response> replace(Scope scope, UUID id, RuleBody body, Write write) {
        RuleValues values = RuleCheck.values(body);
        return change(scope, id, present -> values, write);
    }

    Uni<Response> patch(Scope scope, UUID id, JsonNode patch, Write write) {
        return change(scope, id, present -> patched(present, patch), write);
    }

    Uni<Response> delete(Scope scope, UUID id, Write write) {
        var time = WaitTime.parse(write.waitFor());
        return answers.to(rules.delete(scope, id, write.condition(), write.by()), time);
    }

    private Uni<Response> change(Scope scope, UUID id, UnaryOperator<RuleValues> edit, Write write) {
        var time = WaitTime.parse(write.waitFor());
        return answers.to(rules.change(scope, id, write.condition(), edit, write.by()), time);
    }

    /** The values after a merge patch; whatever it leaves must be a whole rule again. */
    static RuleValues patched(RuleValues present, JsonNode patch) {
        JsonNode merged = MergePatch.apply(StrictJson.tree(RuleBody.of(present)), patch);
        return RuleCheck.values(StrictJson.read(merged, RuleBody.class));
    }

    /** What a request for a write says besides its body. */
    record Write(@Nullable String waitFor, @Nullable String ifMatch, SecurityContext security) {
        IfMatch condition() {
            return new IfMatch(ifMatch);
        }

        String by() {
            return Caller.of(security);
        }
    }
}
