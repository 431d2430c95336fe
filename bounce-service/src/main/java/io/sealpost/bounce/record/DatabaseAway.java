package io.sealpost.bounce.record;

import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.ext.Provider;

/**
 * Tells an absent database (503) from a fault of ours (500). This API only reads, so whatever the database says besides its
 * absence is a fault.
 */
@Provider
@Priority(Priorities.USER - 1)
public class DatabaseAway extends ExceptionMapperBase<RuntimeException> {

    @Override
    protected HttpProblem toProblem(RuntimeException failure) {
        if (failure instanceof HttpProblem problem) {
            return problem;
        }
        return DatabaseFailure.isOutage(failure)
                ? RecordProblem.databaseAway()
                : HttpProblem.builder().withStatus(500).build();
    }
}
