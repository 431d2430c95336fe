package io.sealpost.relay.admin;

/** How much a page holds. */
final class PageSize {
    private static final int MAX = 1000;

    private PageSize() {}

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 400 for what is no number from 1 to 1000 */
    static int parse(String text) {
        int limit = text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > MAX) {
            throw AdminProblem.BAD_PARAMETER.with("limit: expected 1 to " + MAX);
        }
        return limit;
    }
}
