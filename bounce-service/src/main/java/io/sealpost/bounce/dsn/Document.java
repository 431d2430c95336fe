package io.sealpost.bounce.dsn;

import java.util.List;
import java.util.Map;

/**
 * What a report tells people, before it is laid out. Every text is one clean line; an empty list is left out.
 *
 * @param language the tag of its language
 * @param failure whether it tells of one; else of a delay, or of what was passed on
 * @param lead the first paragraphs
 * @param heading over the groups
 * @param forward paragraphs to be passed on as they are
 */
record Document(
        String language,
        String subject,
        boolean failure,
        List<String> lead,
        String heading,
        List<Group> groups,
        List<Section> sections,
        List<Section> forward,
        String referenceHeading,
        List<Row> reference) {

    /** One of everything, by which layouts are proven. */
    static final Document SAMPLE = new Document(
            "en",
            "subject",
            true,
            List.of("lead"),
            "heading",
            List.of(new Group(List.of("name"), List.of("paragraph"), List.of("detail"))),
            List.of(new Section("heading", List.of("paragraph"))),
            List.of(new Section("heading", List.of("paragraph"))),
            "reference",
            List.of(new Row("label", "value")));

    /** Recipients, or a message, of whom the same is to be said. */
    record Group(List<String> names, List<String> paragraphs, List<String> details) {
        private Map<String, Object> model() {
            return Map.of("names", names, "paragraphs", paragraphs, "details", details);
        }
    }

    /** Paragraphs under a heading. */
    record Section(String heading, List<String> paragraphs) {
        private Map<String, Object> model() {
            return Map.of("heading", heading, "paragraphs", paragraphs);
        }
    }

    /** A line of the reference. */
    record Row(String label, String value) {
        private Map<String, Object> model() {
            return Map.of("label", label, "value", value);
        }
    }

    /** As the layouts name it. */
    Map<String, Object> model() {
        return Map.of(
                "language", language,
                "subject", subject,
                "failure", failure,
                "lead", lead,
                "heading", heading,
                "groups", groups.stream().map(Group::model).toList(),
                "sections", sections.stream().map(Section::model).toList(),
                "forward", forward.stream().map(Section::model).toList(),
                "referenceHeading", referenceHeading,
                "reference", reference.stream().map(Row::model).toList());
    }
}
