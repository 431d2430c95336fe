package io.sealpost.relay.policy;

/**
 * Names a rule as it was when it was applied, for evidence and reports.
 *
 * @param scope {@code organization/ID} or {@code domain/NAME}
 * @param id the rule's id
 * @param name the administrator's name for it
 * @param revision the scope's revision in which the rule last changed
 */
public record RuleRef(String scope, String id, String name, long revision) {}
