package io.sealpost.bounce.dsn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {

    @ParameterizedTest
    @ValueSource(strings = {"en.txt", "de.txt"})
    void saysSomethingOfEveryTypeAndCauseInTheLanguagesThatComeWithTheService(String file) {
        assertThatCode(() -> Texts.with(Map.of(file, Texts.builtIn(file)))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"de,de", "de-AT,de", "DE_ch,de", "en-GB,en", "fr,en", "x,en", ",en"})
    void speaksTheLanguageOfTheLocaleOrElseEnglish(String locale, String language) {
        assertThat(GoldenReport.TEXTS.in(locale).locale().toLanguageTag()).isEqualTo(language);
    }

    @Test
    void letsAFileOverrideOnePhraseOfALanguage() {
        Texts texts = Texts.with(Map.of("de.txt", "{#fragment heading_sender}Was nun?{/fragment}"));

        assertThat(texts.in("de").say("heading_sender", Facts.NONE)).isEqualTo("Was nun?");
        assertThat(texts.in("de").say("heading_happened", Facts.NONE)).isEqualTo("Was geschehen ist");
    }

    @Test
    void letsAFileAddALanguage() {
        Texts texts = Texts.with(Map.of("pt-BR.txt", Texts.builtIn("en.txt").replace("What happened", "O que houve")));

        assertThat(texts.in("pt-BR").say("heading_happened", Facts.NONE)).isEqualTo("O que houve");
        assertThat(texts.in("pt").locale().toLanguageTag()).isEqualTo("en");
    }

    @Test
    void letsAFileReplaceALayout() {
        Texts texts = Texts.with(Map.of("layout.html", "<p>{subject}</p>"));

        assertThat(texts.html(Document.SAMPLE)).isEqualTo("<p>subject</p>\n");
    }

    static Stream<Arguments> brokenTemplates() {
        return Stream.of(
                arguments("de.txt", "{#fragment quote}{/fragment}", "the fragment 'quote' says nothing"),
                arguments("de.txt", "{#fragment quote}\n{unknown}{/fragment}", "de.txt:2: 'unknown' is not known here"),
                arguments(
                        "de.txt",
                        "{#fragment quote}{#if words}{words.secret}{/if}.{/fragment}",
                        "de.txt:1: 'words.secret'"),
                arguments("de.txt", "\n{#fragment quote}{#if words}.{/fragment}", "de.txt:2: "),
                arguments("de.txt", "{#fragment date}d MMMM QQQQQQQQ{/fragment}", "'date' is no pattern of a date"),
                arguments(
                        "de.txt",
                        "{#fragment cause}{#when cause}{#is 'loop'}x{/when}{/fragment}",
                        "says nothing of the type"),
                arguments("fr.txt", "{#fragment quote}x{/fragment}", "fr.txt: the fragment"),
                arguments("layout.html", "{#for x in nothing}{x}{/for}", "layout.html:1"),
                arguments("notes.md", "x", "notes.md: a file of reports is named"));
    }

    @ParameterizedTest
    @MethodSource("brokenTemplates")
    void refusesABrokenTemplateAndSaysWhere(String file, String text, String says) {
        assertThatThrownBy(() -> Texts.with(Map.of(file, text)))
                .isInstanceOf(BrokenTemplateException.class)
                .hasMessageContaining(says);
    }

    @Test
    void escapesEveryValueInHtml() throws Exception {
        for (GoldenReport golden : GoldenReport.all()) {
            String html = GoldenReport.TEXTS.html(golden.document());

            assertThat(html).doesNotContainIgnoringCase("<script", "<b>", "<img", "<a ", "src=", "href=", "url(");
        }
    }
}
