package io.sealpost.bounce.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AutomaticMailTest {

    @ParameterizedTest
    @CsvSource({
        "List-Id: <news.example>, List-*",
        "list-unsubscribe: <https://news.example>, List-*",
        "Precedence: bulk, Precedence: bulk",
        "PRECEDENCE:  List, Precedence: list",
        "Precedence: junk, Precedence: junk",
        "Auto-Submitted: auto-generated, Auto-Submitted",
        "Auto-Submitted: auto-replied; owner=x, Auto-Submitted"
    })
    void isRecognisedByOneField(String field, String sign) {
        assertThat(AutomaticMail.sign("From: a@b.example\r\n" + field + "\r\nSubject: x\r\n"))
                .contains(sign);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Precedence: first-class",
                "Auto-Submitted: no",
                "Auto-Submitted: no (by hand)",
                "Subject: List-Id: <x>",
                "Subject: about\r\n List-Id: <folded>",
                "Listing: x",
                ": x"
            })
    void isNotRecognisedByOthers(String field) {
        assertThat(AutomaticMail.sign(field + "\r\n")).isEmpty();
    }

    @Test
    void isNotRecognisedBehindTheHeader() {
        assertThat(AutomaticMail.sign("Subject: x\r\n\r\nList-Id: <body>\r\n")).isEmpty();
    }
}
