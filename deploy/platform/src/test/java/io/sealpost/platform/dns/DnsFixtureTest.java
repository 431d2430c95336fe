package io.sealpost.platform.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

class DnsFixtureTest {
    private final DnsFixture dns = DnsFixture.start(0);

    @AfterEach
    void end() {
        dns.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void answersOverUdpAndTcp(boolean tcp) throws IOException {
        dns.zone().mx("partner.example", 10, "mx.partner.example").mx("partner.example", 20, "mx2.partner.example");

        assertThat(answers(ask("partner.example", Type.MX, tcp)))
                .containsExactlyInAnyOrder("10 mx.partner.example.", "20 mx2.partner.example.");
    }

    @Test
    void followsAliasesToBothFamilies() throws IOException {
        dns.zone()
                .cname("mx.partner.example", "host.partner.example")
                .address("host.partner.example", "127.0.0.2")
                .address("host.partner.example", "::1");

        assertThat(answers(ask("mx.partner.example", Type.A, false)))
                .containsExactly("host.partner.example.", "127.0.0.2");
        assertThat(answers(ask("mx.partner.example", Type.AAAA, false)))
                .containsExactly("host.partner.example.", "0:0:0:0:0:0:0:1");
    }

    @Test
    void writesTheNullMx() throws IOException {
        dns.zone().nullMx("nomail.example");

        assertThat(answers(ask("nomail.example", Type.MX, false))).containsExactly("0 .");
    }

    @Test
    void tellsMissingNamesMissingTypesAndFailuresApart() throws IOException {
        dns.zone().address("host.partner.example", "127.0.0.2").servfail("broken.example");

        assertThat(ask("nobody.example", Type.MX, false).getRcode()).isEqualTo(Rcode.NXDOMAIN);
        assertThat(ask("host.partner.example", Type.MX, false).getRcode()).isEqualTo(Rcode.NOERROR);
        assertThat(ask("partner.example", Type.MX, false).getRcode()).isEqualTo(Rcode.NOERROR);
        assertThat(ask("broken.example", Type.MX, false).getRcode()).isEqualTo(Rcode.SERVFAIL);
    }

    @Test
    void forgetsARemovedName() throws IOException {
        dns.zone().address("host.example", "127.0.0.2").remove("host.example");

        assertThat(ask("host.example", Type.A, false).getRcode()).isEqualTo(Rcode.NXDOMAIN);
    }

    @Test
    void answersThatAreTooLongForUdpComeOverTcp() throws IOException {
        for (int i = 0; i < 200; i++) {
            dns.zone().mx("big.example", i, "a-rather-long-host-name-" + i + ".big.example");
        }

        assertThat(answers(ask("big.example", Type.MX, false))).hasSize(200);
    }

    private Message ask(String name, int type, boolean tcp) throws IOException {
        SimpleResolver resolver = new SimpleResolver(dns.address());
        resolver.setTCP(tcp);
        return resolver.send(Message.newQuery(Record.newRecord(Name.fromString(name + "."), type, DClass.IN)));
    }

    private static List<String> answers(Message message) {
        return message.getSection(Section.ANSWER).stream()
                .map(Record::rdataToString)
                .toList();
    }
}
