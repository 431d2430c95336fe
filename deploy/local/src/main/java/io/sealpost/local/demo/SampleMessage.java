package io.sealpost.local.demo;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;

/**
 * The message of the demo, with some of what careless software alters: a line with a single dot, one that begins with a
 * dot, white space at the end of a line, no line that can be taken for the end.
 */
record SampleMessage(String content) {
    static final String SENDER = "alice@sender.example";
    static final String AT_THE_BANK = "bob@bank.example";
    static final String AT_THE_PARTNER = "carol@partner.example";

    private static final String SUBJECT = "Closing figures of the third quarter";
    private static final String BODY_LINE = "Account 4711 0815 stands at 1,234,567.89.";

    static SampleMessage now() {
        String content = String.join(
                "\r\n",
                "Date: " + DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)),
                "From: Alice <" + SENDER + ">",
                "To: Bob <" + AT_THE_BANK + ">, Carol <" + AT_THE_PARTNER + ">",
                "Subject: " + SUBJECT,
                "Message-ID: <" + UUID.randomUUID() + "@sender.example>",
                "MIME-Version: 1.0",
                "Content-Type: text/plain; charset=us-ascii",
                "",
                "Dear Bob, dear Carol,",
                "",
                BODY_LINE + "  ",
                ".",
                "..and that was the line with the dot.",
                "\tRegards, Alice",
                "");
        return new SampleMessage(content);
    }

    /** What nobody may read on the way. */
    static List<String> secrets() {
        return List.of(SENDER, AT_THE_BANK, AT_THE_PARTNER, SUBJECT, BODY_LINE, "Alice", "Carol");
    }

    /** What a report must not return. */
    static String bodyLine() {
        return BODY_LINE;
    }
}
