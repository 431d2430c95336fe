package io.sealpost.rules.problem;

import io.quarkiverse.resteasy.problem.HttpProblem;

/** Carries a {@link Problem} to the boundary, where it becomes the answer. */
public final class ProblemException extends HttpProblem {

    private static final long serialVersionUID = 1;

    /** An outage that is noticed lasts for some seconds at least. */
    private static final int RETRY_AFTER_SECONDS = 5;

    private final transient Problem problem;

    ProblemException(Problem problem) {
        super(builder(problem));
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }

    /** None: this is an answer, not a fault, and one that many get while the database is away must not fill the log. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }

    static HttpProblem.Builder builder(Problem problem) {
        HttpProblem.Builder builder = HttpProblem.builder()
                .withStatus(problem.status())
                .withType(problem.type())
                .withTitle(problem.title())
                .withDetail(WellFormed.text(problem.detail()));
        problem.members().forEach(builder::with);
        if (problem.status() == 401) {
            builder.withHeader("WWW-Authenticate", "Bearer");
        }
        if (problem.status() == 503) {
            builder.withHeader("Retry-After", RETRY_AFTER_SECONDS);
        }
        if (problem instanceof Problem.TooManyRequests often) {
            builder.withHeader("Retry-After", often.retryAfterSeconds());
        }
        return builder;
    }
}
