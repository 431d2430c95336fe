package io.sealpost.rules.addresslist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealpost.rules.problem.Problem;
import io.sealpost.rules.problem.ProblemException;
import io.sealpost.rules.problem.Violation;
import org.junit.jupiter.api.Test;

class TextEntriesTest {

    @Test
    void readsOneEntryALine() {
        assertThat(TextEntries.parse("bank.example\r\n\n  CFO@Partner.example\nbank.example.\n", false)
                        .values())
                .containsExactly("CFO@partner.example", "bank.example");
    }

    @Test
    void readsTheFirstColumnOfCsv() {
        assertThat(TextEntries.parse("entry,note\n\"bank.example\",\"a, b\"\n*.court.example,x\n", true)
                        .values())
                .containsExactly("*.court.example", "bank.example");
    }

    @Test
    void passesOverWhatSpreadsheetsPutFirst() {
        assertThat(TextEntries.parse("\uFEFF\"Entry\",note\nbank.example\n", true)
                        .values())
                .containsExactly("bank.example");
        assertThat(TextEntries.parse("\uFEFFbank.example\n", false).values()).containsExactly("bank.example");
    }

    @Test
    void namesTheLineThatDoesNotFit() {
        assertThatThrownBy(() -> TextEntries.parse("bank.example\n\nno domain\n*\n", false)
                        .values())
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(((Problem.InvalidValues) refused.problem()).violations())
                                .extracting(Violation::field, Violation::value)
                                .containsExactly(
                                        org.assertj.core.api.Assertions.tuple("line 3", "no domain"),
                                        org.assertj.core.api.Assertions.tuple("line 4", "*")));
    }
}
