package io.sealpost.settings;

import io.smallrye.config.ConfigValidationException;
import java.util.List;

/** Stops the start. Its message is all that is printed: one line for each complaint. */
final class WrongSettings extends ConfigValidationException {
    private static final long serialVersionUID = 1L;

    private final String message;

    WrongSettings(List<String> complaints) {
        super(complaints.stream().map(Problem::new).toArray(Problem[]::new));
        this.message = String.join(System.lineSeparator(), complaints);
    }

    @Override
    public String getMessage() {
        return message;
    }
}
