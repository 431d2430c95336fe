package io.sealpost.relay.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReplyTest {
    @Test
    void hasTheEnhancedStatusThatOpensItsFirstLine() {
        assertThat(Reply.of(550, "5.1.1 No such user").enhancedStatus()).contains(EnhancedStatus.of("5.1.1"));
    }

    @Test
    void ignoresAnEnhancedStatusOfAnotherClassThanItsCode() {
        assertThat(Reply.of(450, "5.1.1 Try again").enhancedStatus()).isEmpty();
    }

    @Test
    void hasNoEnhancedStatusWhereTheTextOnlyLooksLikeOne() {
        assertThat(Reply.of(550, "5.1 is not a status").enhancedStatus()).isEmpty();
        assertThat(Reply.of(550, "5.1.1.1").enhancedStatus()).isEmpty();
    }

    @Test
    void givesTheRemotesWordsInOneLine() {
        assertThat(new Reply(550, List.of("5.7.1 Go", "away")).words()).isEqualTo("550 5.7.1 Go away");
    }
}
