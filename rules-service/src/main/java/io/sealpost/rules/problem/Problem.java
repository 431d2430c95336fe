package io.sealpost.rules.problem;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * Everything that this service refuses or fails at, each with its status and its type URI (RFC 9457 §3.1). Every
 * error that leaves the service is one of these; those of the framework become {@link Other}.
 */
public sealed interface Problem {

    ProblemType problemType();

    String detail();

    default int status() {
        return problemType().status();
    }

    default String title() {
        return problemType().title();
    }

    /** Extension members (RFC 9457 §3.2). */
    default Map<String, Object> members() {
        return Map.of();
    }

    default URI type() {
        return URI.create("https://sealpost.io/problems/" + problemType().name());
    }

    default ProblemException asException() {
        return new ProblemException(this);
    }

    /** The body cannot be read: not JSON, an unknown field, a value of another type. */
    record MalformedBody(String detail, List<Violation> violations) implements Problem {
        @Override
        public ProblemType problemType() {
            return new ProblemType(400, "malformed-body", "The body cannot be read");
        }

        @Override
        public Map<String, Object> members() {
            return violations.isEmpty() ? Map.of() : Map.of("violations", violations);
        }
    }

    /** A query parameter or header does not fit. */
    record BadParameter(String parameter, String value, String expected) implements Problem {
        @Override
        public ProblemType problemType() {
            return new ProblemType(400, "bad-parameter", "A parameter does not fit");
        }

        @Override
        public String detail() {
            return parameter + ": expected " + expected;
        }

        @Override
        public Map<String, Object> members() {
            return Map.of(
                    "violations",
                    List.of(Map.of("field", parameter, "value", Violation.shortened(value), "expected", expected)));
        }
    }

    /** The body was read, but values in it are not allowed. */
    record InvalidValues(List<Violation> violations) implements Problem {
        public InvalidValues {
            violations = List.copyOf(violations);
        }

        @Override
        public ProblemType problemType() {
            return new ProblemType(422, "invalid-values", "Values do not fit");
        }

        @Override
        public String detail() {
            Violation first = violations.get(0);
            String more = violations.size() == 1 ? "" : " (and " + (violations.size() - 1) + " more)";
            return first.field() + ": expected " + first.expected() + more;
        }

        @Override
        public Map<String, Object> members() {
            return Map.of("violations", violations);
        }
    }

    /** No key, or none that is known; no token of a person, or none that is good. */
    record Unauthorized() implements Problem {
        @Override
        public ProblemType problemType() {
            return new ProblemType(401, "unauthorized", "A valid API key is needed");
        }

        @Override
        public String detail() {
            return "Send the header Authorization: Bearer KEY with a key of this service, or with a token of its OpenID "
                    + "provider, if it has one.";
        }
    }

    /** The caller may see it, but not do this with it. */
    record Forbidden(String detail) implements Problem {
        @Override
        public ProblemType problemType() {
            return new ProblemType(403, "forbidden", "Not allowed with this key");
        }
    }

    record NotFound(String kind, String id) implements Problem {
        @Override
        public ProblemType problemType() {
            return new ProblemType(404, "not-found", "Not found");
        }

        @Override
        public String detail() {
            return "There is no " + kind + " \"" + Violation.shortened(id) + "\" here." + hint();
        }

        private String hint() {
            return switch (kind) {
                case "domain" -> " PUT /v1/domains/{domain} registers one.";
                case "organization" -> " PUT /v1/organizations/{organization} makes one.";
                default -> "";
            };
        }
    }

    /** What is asked contradicts what is there. */
    record Conflict(String detail) implements Problem {
        @Override
        public ProblemType problemType() {
            return new ProblemType(409, "conflict", "In conflict with what is there");
        }
    }

    /**
     * What is to be deleted is in use.
     *
     * @param users who uses it, as the answer shows them
     */
    record InUse(String kind, String id, List<?> users) implements Problem {
        @Override
        public ProblemType problemType() {
            return new ProblemType(409, "in-use", "Still in use");
        }

        @Override
        public String detail() {
            return "The " + kind + " \"" + id + "\" is used by " + users.size() + " rules, as \"users\" names them.";
        }

        @Override
        public Map<String, Object> members() {
            return Map.of("users", users);
        }
    }

    /** If-Match names another state than the present one (RFC 9110 §13.1.1). */
    record PreconditionFailed(String present) implements Problem {
        @Override
        public ProblemType problemType() {
            return new ProblemType(412, "precondition-failed", "Changed in the meantime");
        }

        @Override
        public String detail() {
            return "If-Match does not name the present state, whose ETag is " + present + ". Read it again.";
        }
    }

    /** A write that asks for strictness lacks its condition (RFC 6585 §3). */
    record PreconditionRequired() implements Problem {
        @Override
        public ProblemType problemType() {
            return new ProblemType(428, "precondition-required", "A condition is needed");
        }

        @Override
        public String detail() {
            return "With strict, send If-Match with the ETag of the state that you read.";
        }
    }

    record BodyTooLarge(long limit) implements Problem {
        @Override
        public ProblemType problemType() {
            return new ProblemType(413, "body-too-large", "The body is too large");
        }

        @Override
        public String detail() {
            return "A body may have at most " + limit + " bytes.";
        }
    }

    /** The key calls more often than it may. */
    record TooManyRequests(long retryAfterSeconds) implements Problem {
        @Override
        public ProblemType problemType() {
            return new ProblemType(429, "too-many-requests", "Too many requests with this key");
        }

        @Override
        public String detail() {
            return "Try again in " + retryAfterSeconds + " s.";
        }
    }

    /** The write would make a scope too large to travel in one record. */
    record ScopeTooLarge(String scope, long size, long limit) implements Problem {
        @Override
        public ProblemType problemType() {
            return new ProblemType(422, "scope-too-large", "Too much in one place");
        }

        @Override
        public String detail() {
            return "This would make " + scope + " " + size + " bytes large; at most " + limit + " are possible.";
        }

        @Override
        public Map<String, Object> members() {
            return Map.of("size", size, "limit", limit);
        }
    }

    /** The database or the broker is away, or too busy. Nothing was changed, unless the answer to a commit was what got lost. */
    record Unavailable(String why) implements Problem {
        @Override
        public ProblemType problemType() {
            return new ProblemType(503, "unavailable", "Unavailable for the moment");
        }

        @Override
        public String detail() {
            return why + ". Try again later; before repeating a write, see whether it was done.";
        }
    }

    /** What the framework says, by its status alone. */
    record Other(int status, String title, String detail) implements Problem {
        @Override
        public ProblemType problemType() {
            return new ProblemType(status, "http-" + status, title);
        }
    }
}
