package io.sealpost.relay.ruleset;

import io.sealpost.relay.mail.HeaderEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what a rule changes in headers, all of it or nothing: what is read here gets onto the wire as it stands. */
final class HeaderEditsParser {
    /** RFC 5322 §2.2, of a length that leaves room for the value in one line. */
    private static final Pattern NAME = Pattern.compile("[!-9;-~]{1,76}");

    private static final Pattern VALUE = Pattern.compile("[!-~]([ -~]{0,498}[!-~])?");

    /** Fields that occur once, trace fields, and those that say what is trusted, signed, or how the body reads. */
    private static final Set<String> OTHERS = Set.of(
            "from",
            "sender",
            "reply-to",
            "to",
            "cc",
            "bcc",
            "date",
            "message-id",
            "in-reply-to",
            "references",
            "subject",
            "received",
            "return-path",
            "mime-version",
            "authentication-results",
            "received-spf",
            "tls-required",
            "sealpost-report");

    private static final List<String> OTHERS_BEGIN = List.of("dkim-", "arc-", "content-", "resent-");

    private HeaderEditsParser() {}

    static List<HeaderEdit> parse(Json actions) {
        List<HeaderEdit> edits = new ArrayList<>();
        actions.optional("addHeader")
                .map(Json::items)
                .ifPresent(fields -> fields.forEach(field -> {
                    field.only(Set.of("name", "value"));
                    edits.add(new HeaderEdit.AddField(
                            ScopeParser.read(field.field("name"), HeaderEditsParser::name),
                            ScopeParser.read(field.field("value"), HeaderEditsParser::value)));
                }));
        actions.optional("prependSubject")
                .map(text -> ScopeParser.read(text, HeaderEditsParser::prefix))
                .ifPresent(text -> edits.add(new HeaderEdit.PrependSubject(text)));
        return edits;
    }

    private static String name(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (!NAME.matcher(name).matches()
                || OTHERS.contains(lower)
                || OTHERS_BEGIN.stream().anyMatch(lower::startsWith)) {
            throw new IllegalArgumentException("no field that a rule may add");
        }
        return name;
    }

    private static String value(String value) {
        if (!VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException("not 1 to 500 printable ASCII characters");
        }
        return value;
    }

    private static String prefix(String text) {
        if (text.isBlank()
                || text.codePointCount(0, text.length()) > 100
                || text.codePoints().anyMatch(HeaderEditsParser::acts)) {
            throw new IllegalArgumentException("not 1 to 100 characters of one line");
        }
        return text;
    }

    private static boolean acts(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            default -> false;
        };
    }
}
