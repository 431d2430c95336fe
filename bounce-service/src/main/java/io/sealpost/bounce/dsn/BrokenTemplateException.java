package io.sealpost.bounce.dsn;

import io.quarkus.qute.TemplateException;

/** A template that must not be used. The message names its file, the line where there is one, and what is wrong. */
public final class BrokenTemplateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BrokenTemplateException(String message) {
        super(message);
    }

    static BrokenTemplateException of(String file, TemplateException wrong) {
        String line = wrong.getOrigin() == null ? "" : ":" + wrong.getOrigin().getLine();
        return new BrokenTemplateException(file + line + ": " + wrong.getMessage());
    }
}
