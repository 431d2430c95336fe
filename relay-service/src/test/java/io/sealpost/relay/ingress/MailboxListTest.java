package io.sealpost.relay.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.Domain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailboxListTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "a@x.example|x.example",
                "<a@x.example>|x.example",
                "Ann <a@X.Example>|x.example",
                "John Q. Public <j@x.example>|x.example",
                "\"b@decoy.example, \\\" c\" <a@x.example>|x.example",
                "a@x.example (b@decoy.example (nested))|x.example",
                "(<b@decoy.example>) a@x.example|x.example",
                "=?UTF-8?Q?M=C3=BCller,_Hans?= <a@x.example>|x.example",
                "=?utf-8?B?YUBkZWNveS5leGFtcGxl?= <a@x.example>|x.example",
                "Müller <a@x.example>|x.example",
                "a@x.example, b@y.example|x.example,y.example",
                "Team: a@x.example, B <b@y.example>; , c@z.example|x.example,y.example,z.example",
                "\"a@b\"@x.example|x.example",
                "a@decoy.example <a@x.example>|decoy.example,x.example",
                "<@hop.example:a@x.example>|x.example",
                "a (c) @ (c) x . example|x.example",
                "a@bücher.example|xn--bcher-kva.example",
            })
    void findsTheDomainOfEachAddress(String field, String domains) {
        assertThat(MailboxList.in(field).orElseThrow().domains())
                .extracting(Domain::name)
                .containsExactly(domains.split(","));
    }

    @ParameterizedTest
    @ValueSource(strings = {"undisclosed:;", "undisclosed: ;", "", "(nobody)"})
    void findsNoneWhereThereIsNone(String field) {
        assertThat(MailboxList.in(field).orElseThrow().domains()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "root",
                "Ann",
                "<>",
                "<root>",
                "a@",
                "a@[192.0.2.1]",
                "a@x.example <",
                "\"open",
                "(open",
                "a: b: c;",
                "a@x.example;",
                "Team: a@x.example",
                "a@x..example",
                "<a@x.example",
                "a@x.example, root",
                "=?utf-8?Q?a?=@x.example>",
                "a\\@x.example",
                "<a@x.example b>"
            })
    void givesNoAnswerWhereItCannotRead(String field) {
        assertThat(MailboxList.in(field)).isEmpty();
    }

    @Test
    void readsDeepNestingWithoutHarm() {
        assertThat(MailboxList.in("(".repeat(100_000))).isEmpty();
    }

    @Test
    void readsManyQuotesInLinearTime() {
        assertThat(MailboxList.in("\"\\\"".repeat(20_000))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "Ann <Ann@X.Example>|Ann@x.example|true",
                "\"b@decoy.example\" <a@x.example>|a@x.example|true",
                "\"a b\"@x.example|\"a b\"@x.example|true",
                "a . b (c) @ x.example|a.b@x.example|true",
                "Team: a@x.example, B <b@y.example>;|a@x.example,b@y.example|true",
                "Ann a@x.example|Anna@x.example|true",
                "Ann \"a\"@x.example|-|false",
                "a@x.example, =?utf-8?Q?b?= <=?utf-8?Q?b?=@x.example>|a@x.example|false",
            })
    void readsAddressesAndSaysWhetherTheseAreAll(String field, String addresses, boolean complete) {
        MailboxList.Found found = MailboxList.in(field).orElseThrow();

        assertThat(found.addresses())
                .extracting(Address::toString)
                .containsExactly(addresses == null ? new String[0] : addresses.split(","));
        assertThat(found.complete()).isEqualTo(complete);
    }
}
