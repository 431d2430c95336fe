package io.sealpost.rules.problem;

import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.annotation.Priority;
import jakarta.transaction.RollbackException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.ext.Provider;

/** What {@link DatabaseProblems} tells apart, where the database said it to the commit. */
@Provider
@Priority(Priorities.USER - 1)
public class CommitProblems extends ExceptionMapperBase<RollbackException> {

    @Override
    protected HttpProblem toProblem(RollbackException failure) {
        return DatabaseProblems.of(failure);
    }
}
