package io.sealpost.rules.problem;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;

/** Gives the errors of the framework (404, 405, 406, 415, 500) the type, title and detail that ours have. */
@ApplicationScoped
class FrameworkProblems implements ProblemPostProcessor {

    @Override
    public HttpProblem apply(HttpProblem problem, ProblemContext context) {
        if (problem.getType() != null) {
            return problem;
        }
        Problem ours = describe(problem.getStatusCode());
        return HttpProblem.builder(problem)
                .withType(ours.type())
                .withTitle(ours.title())
                .withDetail(ours.detail())
                .build();
    }

    @Override
    public int priority() {
        return 200;
    }

    private static Problem describe(int status) {
        Response.Status known = Response.Status.fromStatusCode(status);
        String title = known == null ? "Error" : known.getReasonPhrase();
        return new Problem.Other(status, title, detail(status));
    }

    private static String detail(int status) {
        return switch (status) {
            case 404 -> "There is nothing at this path. See /q/swagger-ui for what there is.";
            case 405 -> "This path does not know this method. See /q/swagger-ui for those it knows.";
            case 406 -> "Answers are application/json, errors application/problem+json.";
            case 415 -> "Send application/json; PATCH also takes application/merge-patch+json.";
            case 500 -> "A fault of this service, which is in its log.";
            default -> "The request cannot be served.";
        };
    }
}
