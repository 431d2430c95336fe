package io.sealpost.bounce.dsn;

import io.quarkus.qute.Engine;
import io.quarkus.qute.Expression;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateException;
import io.sealpost.bounce.event.ReportType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * The words of reports in one language: a Qute template of which each fragment is a phrase.
 *
 * <p>A phrase is plain text on one line, whatever the line ends of the template. It may name the facts and ask for their
 * values, nothing else; {@link #check} proves for every type and cause that it can be rendered, so that a report never
 * fails for its words.
 */
final class Phrases {

    private final Locale locale;
    private final Map<String, Template> phrases;

    private Phrases(Locale locale, Map<String, Template> phrases) {
        this.locale = locale;
        this.phrases = phrases;
    }

    /**
     * Parses the phrases of a file over those that are there already.
     *
     * @throws BrokenTemplateException if it is no template, or a phrase names what there is not
     */
    static Phrases parse(Engine engine, String file, String text, Locale locale, Map<String, Template> there) {
        Map<String, Template> phrases = new HashMap<>(there);
        try {
            Template template = engine.parse(text, null, file);
            template.getFragmentIds().forEach(id -> phrases.put(id, template.getFragment(id)));
            template.getExpressions().forEach(expression -> requireFact(file, expression));
        } catch (TemplateException e) {
            throw BrokenTemplateException.of(file, e);
        }
        return new Phrases(locale, phrases);
    }

    Locale locale() {
        return locale;
    }

    Map<String, Template> all() {
        return phrases;
    }

    /** A phrase with its facts, on one line; empty where the phrase has nothing to say. */
    String say(String phrase, Facts facts) {
        return SafeText.line(Objects.requireNonNull(phrases.get(phrase), phrase).render(facts.values()));
    }

    /** A moment, with its zone. */
    String moment(Instant instant) {
        return format("date").format(instant);
    }

    /** A day. */
    String day(Instant instant) {
        return format("day").format(instant);
    }

    /**
     * Proves that every phrase can be said whatever the type and the cause.
     *
     * @param needed the phrases that there must be
     * @throws BrokenTemplateException if one is missing, or cannot be rendered, or has nothing to say where it must
     */
    void check(String file, Iterable<String> needed) {
        for (String phrase : needed) {
            if (!phrases.containsKey(phrase)) {
                throw new BrokenTemplateException(file + ": the fragment '" + phrase + "' is missing");
            }
            for (ReportType type : ReportType.values()) {
                Arrays.stream(Cause.values()).forEach(cause -> checkPhrase(file, phrase, type, cause));
            }
        }
        checkDates(file);
    }

    private void checkPhrase(String file, String phrase, ReportType type, Cause cause) {
        try {
            String said = say(
                    phrase,
                    Facts.NONE.with("type", type.wireName()).cause(cause).with("problem", "x"));
            if (said.isEmpty() && !Texts.MAY_BE_EMPTY.contains(phrase)) {
                throw new BrokenTemplateException(file + ": the fragment '" + phrase + "' says nothing of the type '"
                        + type.wireName() + "' and the cause '" + cause.word() + "'");
            }
        } catch (TemplateException e) {
            throw BrokenTemplateException.of(file, e);
        }
    }

    private void checkDates(String file) {
        for (String pattern : List.of("date", "day")) {
            try {
                if (format(pattern).format(Instant.EPOCH).isBlank()) {
                    throw new IllegalArgumentException("it says nothing");
                }
            } catch (IllegalArgumentException | DateTimeException e) {
                throw new BrokenTemplateException(
                        file + ": the fragment '" + pattern + "' is no pattern of a date: " + e.getMessage());
            }
        }
    }

    private DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(say(pattern, Facts.NONE), locale).withZone(ZoneOffset.UTC);
    }

    private static void requireFact(String file, Expression expression) {
        String name = expression.getParts().get(0).getName();
        boolean known = expression.isLiteral()
                || (!expression.hasNamespace()
                        && expression.getParts().size() == 1
                        && Facts.NONE.values().containsKey(name));
        if (!known) {
            throw new BrokenTemplateException(file + ":"
                    + expression.getOrigin().getLine() + ": '"
                    + expression.toOriginalString() + "' is not known here; known are "
                    + String.join(", ", new TreeSet<>(Facts.NONE.values().keySet())));
        }
    }
}
