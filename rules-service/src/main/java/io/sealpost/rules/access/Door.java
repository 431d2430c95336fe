package io.sealpost.rules.access;

import java.util.Set;

/** What stands behind a path, and so whom it concerns. What is not listed here is for operators. */
enum Door {
    /** Not one thing, but those that the caller reaches: lists show no more, and bodies name what they concern. */
    OWN,
    /** {@code {organization}} and all that belongs to it. */
    ORGANIZATION,
    /** {@code {domain}} and all that belongs to it. */
    DOMAIN,
    /** {@code {key}}, which belongs to the organization that it is bound to. */
    KEY,
    OPERATOR;

    private static final Set<String> OWN_PATHS = Set.of(
            "/v1/organizations",
            "/v1/domains",
            "/v1/api-keys",
            "/v1/audit",
            "/v1/audit/export",
            "/v1/explain",
            "/v1/import",
            "/v1/export");

    /** The door of a path as resources declare it, as {@code /v1/domains/{domain}/rules}. */
    static Door of(String path) {
        if (OWN_PATHS.contains(path)) {
            return OWN;
        }
        if (isBelow("/v1/organizations/{organization}", path)) {
            return ORGANIZATION;
        }
        if (isBelow("/v1/domains/{domain}", path)) {
            return DOMAIN;
        }
        return path.equals("/v1/api-keys/{key}") ? KEY : OPERATOR;
    }

    /** Whether a PUT there makes what it names; whom that may concern stands in its body. */
    static boolean makes(String method, String path) {
        return method.equals("PUT")
                && (path.equals("/v1/organizations/{organization}") || path.equals("/v1/domains/{domain}"));
    }

    private static boolean isBelow(String root, String path) {
        return path.equals(root) || path.startsWith(root + "/");
    }
}
