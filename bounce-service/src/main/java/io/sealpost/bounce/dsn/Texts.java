package io.sealpost.bounce.dsn;

import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateException;
import io.quarkus.qute.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All that reports say to people: the phrases of each language, and how they are laid out as plain text and as HTML.
 *
 * <p>English and German come with the service. Files of a directory add languages ({@code fr.txt}), or override single
 * phrases ({@code de.txt}) and the layouts ({@code layout.txt}, {@code layout.html}). They are proven when they are loaded,
 * so that what is wrong with one is said at the start and not when a report is due.
 */
public final class Texts {

    /** The language of events whose own is not here. */
    private static final String DEFAULT = "en";

    private static final List<String> BUILT_IN = List.of(DEFAULT, "de");
    private static final String PLAIN = "layout.txt";
    private static final String HTML = "layout.html";
    private static final String SUFFIX = ".txt";

    static final Set<String> MAY_BE_EMPTY = Set.of("admin", "forward");

    private final Engine engine = Engine.builder()
            .addDefaults()
            .addResultMapper(new HtmlEscaper(List.of(Variant.TEXT_HTML)))
            .strictRendering(true)
            .build();
    private final Map<String, Phrases> languages = new HashMap<>();
    private final Template plain;
    private final Template html;

    private Texts(Map<String, String> files) {
        BUILT_IN.forEach(language -> add(language + SUFFIX, builtIn(language + SUFFIX)));
        Set<String> needed = Set.copyOf(in(DEFAULT).all().keySet());
        new TreeMap<>(files).forEach((file, text) -> {
            if (!file.equals(PLAIN) && !file.equals(HTML)) {
                add(file, text).check(file, needed);
            }
        });
        plain = layout(PLAIN, Variant.TEXT_PLAIN, files.get(PLAIN));
        html = layout(HTML, Variant.TEXT_HTML, files.get(HTML));
    }

    /** The texts that come with the service. */
    public static Texts builtIn() {
        return new Texts(Map.of());
    }

    /**
     * The texts that come with the service, and over them those of files.
     *
     * @param files the text of each by its name: {@code layout.txt}, {@code layout.html}, or a language tag (RFC 5646) and
     *     {@code .txt}
     * @throws BrokenTemplateException if one of them cannot be used
     */
    public static Texts with(Map<String, String> files) {
        return new Texts(files);
    }

    /** The phrases of a locale, of its language, or else the English ones. */
    Phrases in(@Nullable String locale) {
        String tag = locale == null ? DEFAULT : locale.toLowerCase(Locale.ROOT).replace('_', '-');
        while (!languages.containsKey(tag)) {
            int last = tag.lastIndexOf('-');
            tag = last < 0 ? DEFAULT : tag.substring(0, last);
        }
        return languages.get(tag);
    }

    /** The document as plain text, lines of at most 76 characters ended by LF. */
    String plain(Document document) {
        return PlainText.wrap(plain.render(document.model()));
    }

    /** The document as HTML, every value escaped. */
    String html(Document document) {
        return html.render(document.model()).strip() + "\n";
    }

    private Phrases add(String file, String text) {
        String tag = tag(file);
        Phrases there = languages.get(tag);
        Phrases phrases =
                Phrases.parse(engine, file, text, Locale.forLanguageTag(tag), there == null ? Map.of() : there.all());
        languages.put(tag, phrases);
        return phrases;
    }

    private static String tag(String file) {
        String tag = file.endsWith(SUFFIX) ? file.substring(0, file.length() - SUFFIX.length()) : "";
        if (Locale.forLanguageTag(tag).getLanguage().isEmpty()) {
            throw new BrokenTemplateException(file + ": a file of reports is named " + PLAIN + ", " + HTML
                    + ", or by a language such as fr.txt or pt-BR.txt");
        }
        return tag.toLowerCase(Locale.ROOT);
    }

    private Template layout(String file, String contentType, @Nullable String text) {
        try {
            Template template = engine.parse(
                    text == null ? builtIn(file) : text,
                    new Variant(Locale.ROOT, contentType, StandardCharsets.UTF_8.name()),
                    file);
            template.render(Document.SAMPLE.model());
            return template;
        } catch (TemplateException e) {
            throw BrokenTemplateException.of(file, e);
        }
    }

    /** The text of a file that comes with the service. */
    static String builtIn(String file) {
        try (InputStream stream = Texts.class.getResourceAsStream("/reports/" + file)) {
            if (stream == null) {
                throw new IllegalStateException("no resource reports/" + file);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
