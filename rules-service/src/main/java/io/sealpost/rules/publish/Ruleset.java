package io.sealpost.rules.publish;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.sealpost.rules.change.InstantText;
import io.sealpost.rules.rule.Actions;
import io.sealpost.rules.rule.ActiveTime;
import io.sealpost.rules.rule.Criteria;
import io.sealpost.rules.rule.Direction;
import io.sealpost.rules.rule.Mode;
import io.sealpost.rules.rule.Rule;
import io.sealpost.rules.tenant.DomainLimits;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The whole state of a scope, as {@code docs/contracts/rulesets} has it. What a scope has not is null. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Ruleset(
        String scope,
        long epoch,
        long revision,
        @Nullable Boolean deleted,
        @Nullable String displayName,
        @Nullable String parent,
        @Nullable String contact,
        @Nullable String locale,
        @Nullable String inboundHost,
        @Nullable Boolean suspended,
        @Nullable DomainLimits limits,
        String changedBy,
        Instant changedAt,
        @Nullable List<PublishedSubmitter> submitters,
        @Nullable List<PublishedRule> rules,
        @Nullable List<String> entries) {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new SimpleModule().addSerializer(Instant.class, new InstantText()))
            .build();

    byte[] toJson() {
        try {
            return MAPPER.writeValueAsBytes(this);
        } catch (JacksonException impossible) {
            throw new IllegalStateException("A ruleset is always writable", impossible);
        }
    }

    /**
     * A rule, without what only this service needs.
     *
     * @param mode null where it acts: what relays take for granted is not told
     */
    record PublishedRule(
            UUID id,
            long revision,
            String name,
            Direction direction,
            boolean enabled,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Mode mode,

            @JsonUnwrapped ActiveTime active,
            Criteria criteria,
            Actions actions) {

        static PublishedRule of(Rule rule) {
            return new PublishedRule(
                    rule.id(),
                    rule.revision(),
                    rule.name(),
                    rule.direction(),
                    rule.enabled(),
                    rule.mode() == Mode.ENFORCE ? null : rule.mode(),
                    rule.active(),
                    rule.criteria(),
                    rule.actions());
        }
    }
}
