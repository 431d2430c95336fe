package io.sealpost.rules.bulk;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The next lines of a reader that are of one organization, up to the first that is about another one. */
final class Group {

    /** So much of what lies ahead is read: bytes, and the line that exceeds them. */
    private static final long MOST_AHEAD = 1 << 20;

    private final LineReader lines;
    private final @Nullable String organization;
    private final Deque<LineReader.Numbered> ahead = new ArrayDeque<>();
    private boolean begun;

    Group(LineReader lines) {
        this.lines = lines;
        this.organization = lines.nextOwner();
    }

    boolean hasNext() {
        return !ahead.isEmpty() || hasUnread();
    }

    /** The lines that come next, at most so many, and fewer where they are long. */
    Collection<LineReader.Numbered> ahead(int most) {
        long size = ahead.stream().mapToLong(LineReader.Numbered::size).sum();
        while (ahead.size() < most && size < MOST_AHEAD && hasUnread()) {
            begun = true;
            ahead.add(lines.next());
            size += ahead.getLast().size();
        }
        return Collections.unmodifiableCollection(ahead);
    }

    LineReader.Numbered next() {
        ahead(1);
        return ahead.remove();
    }

    private boolean hasUnread() {
        String owner = lines.nextOwner();
        return lines.hasNext() && (!begun || owner == null || owner.equals(organization));
    }
}
