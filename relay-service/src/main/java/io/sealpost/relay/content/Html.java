package io.sealpost.relay.content;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import org.jsoup.parser.Parser;

/** Makes text of HTML as a browser shows it: without scripts, styles and comments, words whole where only their look changes. */
final class Html {
    /** Elements within one another; what stands deeper counts as beside them, so that nothing of it is lost. */
    private static final int MAX_DEPTH = 100;

    /** A parser can be made to make thirteen elements of each, and all of them are in memory: 22 MB in all. */
    private static final int MAX_TAGS = 10_000;

    private Html() {}

    /** Whether it has so few tags that its text is made of it. */
    static boolean isReadable(String html) {
        return html.chars().filter(c -> c == '<').limit(MAX_TAGS + 1).count() <= MAX_TAGS;
    }

    /** @param watch called while it is parsed, some ten thousand characters at a time; what it throws ends that */
    static String text(String html, Runnable watch) {
        return Parser.htmlParser()
                .setMaxDepth(MAX_DEPTH)
                .parseInput(new Watched(new StringReader(html), watch), "")
                .text();
    }

    /** HTML that is made for it takes a parser seconds. */
    private static final class Watched extends FilterReader {
        private final Runnable watch;

        Watched(Reader source, Runnable watch) {
            super(source);
            this.watch = watch;
        }

        @Override
        public int read(char[] chars, int offset, int length) throws IOException {
            watch.run();
            return super.read(chars, offset, length);
        }
    }
}
