package io.sealpost.relay.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.spool.SavedRulesets;
import io.sealpost.relay.spool.Spool;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SavedCopyTest {
    private static final Instant CONTACT = Instant.parse("2026-11-24T08:15:30.123Z");
    private static final RulesetView VIEW = RulesetView.of(Map.of(
            "organization/acme", Records.organization("acme", 1, Records.rule("r1", "a.example")),
            "domain/sender.example", Records.domain("sender.example", "acme", 2, Records.rule("r2", "b.example")),
            "domain/broken.example", "{broken"));

    @TempDir
    Path folder;

    private Spool spool;
    private SavedRulesets saved;

    @BeforeEach
    void open() {
        spool = Spool.open(folder);
        saved = spool.savedRulesets();
    }

    @AfterEach
    void close() {
        spool.close();
    }

    @Test
    void comesBackAsItWasSaved() {
        write(VIEW, 57);

        SavedCopy copy = SavedCopy.read(saved).orElseThrow();

        assertThat(copy.contactAt()).isEqualTo(CONTACT);
        assertThat(copy.known().topicId()).isEqualTo("topic-1");
        assertThat(copy.known().offset()).isEqualTo(57);
        assertThat(copy.known().view().states().all())
                .containsExactlyInAnyOrderElementsOf(VIEW.states().all().toList());
        assertThat(copy.known().view().domain(Domain.parse("sender.example")))
                .isEqualTo(VIEW.domain(Domain.parse("sender.example")));
    }

    @Test
    void writesWhatHasChangedAndNothingElse() {
        Known before = write(VIEW, 57);
        RulesetView later = RulesetView.of(Map.of(
                "organization/acme", Records.organization("acme", 1, Records.rule("r1", "a.example")),
                "domain/sender.example", Records.domain("sender.example", "acme", 3, ""),
                "domain/new.example", Records.domain("new.example", "acme", 1, "")));
        saved.update(new byte[0], Map.of("organization/acme", new byte[0]), List.of());

        new SavedCopy(new Known(later, "topic-1", 58), CONTACT).write(saved, before);

        Map<String, Integer> octets = new HashMap<>();
        saved.forEach((scope, record) -> octets.put(scope, record.length));
        assertThat(octets.get("organization/acme")).isZero();
        assertThat(octets).containsOnlyKeys("organization/acme", "domain/sender.example", "domain/new.example");
    }

    @Test
    void isWrittenAsAWholeWhereTheOneBeforeIsVoidOrOfAnotherTopic() {
        Known before = write(VIEW, 57);
        saved.voidCopy();

        new SavedCopy(new Known(VIEW, "topic-1", 58), CONTACT).write(saved, before);
        assertThat(read()).isEqualTo(VIEW.scopes());

        new SavedCopy(new Known(VIEW, "topic-2", 1), CONTACT).write(saved, before);
        assertThat(SavedCopy.topicId(saved)).contains("topic-2");
        assertThat(read()).isEqualTo(VIEW.scopes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"format\": 1, \"records\": {}}", "{\"format\": 2}"})
    void isNoCopyWhenItsHeadIsDamagedOrOfAnotherFormat(String head) {
        saved.replace(head.getBytes(StandardCharsets.UTF_8), Map.of());

        assertThat(SavedCopy.read(saved)).isEmpty();
        assertThat(SavedCopy.topicId(saved)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\0\0\0\7xyz", "\0\0\0\0xyz"})
    void isNoCopyWhenARecordIsDamaged(String record) {
        Known before = write(VIEW, 57);
        new SavedCopy(before, CONTACT).write(saved, before);
        saved.update(
                saved.head().orElseThrow(),
                Map.of("domain/sender.example", record.getBytes(StandardCharsets.ISO_8859_1)),
                List.of());

        assertThat(SavedCopy.read(saved)).isEmpty();
    }

    private Known write(RulesetView view, long offset) {
        Known known = new Known(view, "topic-1", offset);
        new SavedCopy(known, CONTACT).write(saved, null);
        return known;
    }

    private List<CachedScope> read() {
        return SavedCopy.read(saved).orElseThrow().known().view().scopes();
    }
}
