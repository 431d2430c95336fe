package io.sealpost.rules.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param nextCursor what to send as {@code cursor} for the next page; null on the last
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Page<T>(List<T> items, @Nullable String nextCursor) {

    /** Cuts what was read with {@link Cursor#fetch} to the page, and points behind its last item. */
    public static <S, T> Page<T> of(List<S> read, Cursor cursor, Function<S, String> key, Function<S, T> view) {
        boolean more = read.size() > cursor.limit();
        List<S> shown = more ? read.subList(0, cursor.limit()) : read;
        String next = more ? Cursor.encode(key.apply(shown.get(shown.size() - 1))) : null;
        return new Page<>(shown.stream().map(view).toList(), next);
    }
}
