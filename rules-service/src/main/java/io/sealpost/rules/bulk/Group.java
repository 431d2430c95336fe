package io.sealpost.rules.bulk;

import org.jspecify.annotations.Nullable;

/** The next lines of a reader that are of one organization, up to the first that is about another one. */
final class Group {

    private final LineReader lines;
    private final @Nullable String organization;
    private boolean begun;

    Group(LineReader lines) {
        this.lines = lines;
        this.organization = lines.nextOwner();
    }

    boolean hasNext() {
        String owner = lines.nextOwner();
        return lines.hasNext() && (!begun || owner == null || owner.equals(organization));
    }

    LineReader.Numbered next() {
        begun = true;
        return lines.next();
    }
}
