package io.sealpost.rules.rule;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A rule that applies to a domain, and where it comes from.
 *
 * @param origin key of the scope that it belongs to
 */
@Schema(description = "A rule that applies to a domain")
record EffectiveRule(
        @Schema(
                description = "To whom the rule belongs: organization/ID or domain/NAME",
                examples = "organization/acme")
        String origin,

        Rule rule) {}
