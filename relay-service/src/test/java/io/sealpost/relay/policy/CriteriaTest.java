package io.sealpost.relay.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.Network;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CriteriaTest {
    private static Selection<AddressPattern> addresses(String anyOf, String noneOf) {
        return new Selection<>(patterns(anyOf), patterns(noneOf));
    }

    private static List<AddressPattern> patterns(String texts) {
        return Stream.of(texts.split(" "))
                .filter(text -> !text.isEmpty())
                .map(AddressPattern::parse)
                .toList();
    }

    private static MessageCriterion subject(String anyOf, String noneOf) {
        return new MessageCriterion.Header(
                "Subject", new Selection<>(List.of(TextPattern.parse(anyOf)), List.of(TextPattern.parse(noneOf))));
    }

    @ParameterizedTest
    @CsvSource({
        "'bank.example', '', bob@bank.example, true",
        "'bank.example', 'bob@bank.example', bob@bank.example, false",
        "'bank.example', 'bob@bank.example', BOB@bank.example, true",
        "'bank.example', 'bob@bank.example', bob+private@bank.example, true",
        "'', 'bank.example', bob@bank.example, false",
        "'', 'bank.example', bob@other.example, true",
        "'*', '*.bank.example', bob@sub.bank.example, false",
        "'/.*@(bank|clinic)[.]example/', '', bob@clinic.example, true",
        "'/.*@(bank|clinic)[.]example/', '', bob@clinic.example.org, false",
        "'/BOB@.*/', '', bob@clinic.example, true",
    })
    void decidesForEachRecipient(String anyOf, String noneOf, String recipient, boolean covered) {
        Criteria criteria = new Criteria(addresses(anyOf, noneOf), List.of());

        assertThat(criteria.coverRecipient(Address.parse(recipient))).isEqualTo(covered);
    }

    @ParameterizedTest
    @CsvSource({
        "'sales@sender.example', '', 'sales@sender.example', true",
        "'sales@sender.example', '', 'ceo@sender.example sales@sender.example', true",
        "'sales@sender.example', '', 'ceo@sender.example', false",
        "'', 'sales@sender.example', 'sales@sender.example', false",
        "'', 'sales@sender.example', 'sales@sender.example ceo@sender.example', true",
        "'sender.example', 'sales@sender.example', 'sales@sender.example ceo@sender.example', true",
    })
    void aSecondSenderIsNoWayOut(String anyOf, String noneOf, String senders, boolean matches) {
        assertThat(new MessageCriterion.From(addresses(anyOf, noneOf)).matches(Facts.from(senders.split(" "))))
                .isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/((((a{30}){30}){30}){30}){30}/", "/(a{1000}){1000}/", "/((a{100,}){100}){100}/"})
    void refusesAnExpressionBeforeItFillsTheMemory(String expression) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TextPattern.parse(expression))
                .withMessageContaining("repeat less");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}/", "/([0-9]{1,3}[.]){3}[0-9]{1,3}/", "/a{0}b/"})
    void takesExpressionsWithSomeRepetitions(String expression) {
        assertThat(TextPattern.parse(expression)).isInstanceOf(TextPattern.Matching.class);
    }

    @Test
    void aSenderThatCannotBeReadIsNoWayOut() {
        MessageFacts hidden = new MessageFacts(List.of(), true, Map.of(), Map.of(), 1, Optional.empty());

        assertThat(new MessageCriterion.From(addresses("sales@sender.example", "")).matches(hidden))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "'Contract 17', true",
        "'CONTRACT 17', true",
        "'Re: contract  17', true",
        "'contract 17 (public)', false",
        "'minutes', false",
    })
    void findsWordsInTheSubject(String subject, boolean matches) {
        assertThat(subject("contract 17", "public").matches(Facts.withHeader("subject", subject)))
                .isEqualTo(matches);
    }

    @Test
    void aSecondSubjectIsNoWayOut() {
        assertThat(subject("contract", "public").matches(Facts.withHeader("subject", "contract public", "contract")))
                .isTrue();
    }

    @Test
    void aMissingFieldHoldsNoWords() {
        assertThat(subject("contract", "public").matches(Facts.withHeader("subject")))
                .isFalse();
    }

    @Test
    void aFieldThatNobodyLookedForMightHoldThem() {
        assertThat(subject("contract", "public").matches(MessageFacts.NONE)).isTrue();
    }

    @Test
    void searchesWithExpressionsInTexts() {
        TextPattern pattern = TextPattern.parse("/IBAN:? ?[A-Z]{2}[0-9]{2}/");

        assertThat(pattern.matches(SearchedText.of("my iban DE12 is"))).isTrue();
        assertThat(pattern.matches(SearchedText.of("my iban"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1000, 2000, 1000, true", "1000, 2000, 2000, true", "1000, 2000, 999, false", "1000, 2000, 2001, false"
    })
    void bothBoundsBelongToASize(long atLeast, long atMost, long size, boolean matches) {
        MessageFacts message = new MessageFacts(List.of(), false, Map.of(), Map.of(), size, Optional.empty());

        assertThat(new MessageCriterion.Size(atLeast, atMost).matches(message)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24, 192.0.2.77, true",
        "192.0.2.0/24, 192.0.3.77, false",
        "192.0.2.0/24, 2001:db8::1, false",
        "2001:db8::/32, 2001:db8::1, true",
    })
    void knowsWhereAMessageCameFrom(String network, String client, boolean matches) {
        MessageFacts message =
                new MessageFacts(List.of(), false, Map.of(), Map.of(), 1, Optional.of(Facts.address(client)));

        assertThat(new MessageCriterion.Source(Selection.anyOf(List.of(Network.parse(network)))).matches(message))
                .isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({"/(/", "/(a{900}){900}/", "//", "' '"})
    void refusesWhatIsNoPattern(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> TextPattern.parse(text));
    }
}
