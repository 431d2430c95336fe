package io.sealpost.platform.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;
import org.xbill.DNS.dnssec.ValidatingResolver;

/** The zones of the fixture, judged by a validating resolver that we did not write. */
class SignedZoneTest {
    private final DnsFixture dns = DnsFixture.start(0);

    SignedZoneTest() {
        dns.zone()
                .sign("bank.test")
                .leaveUnsigned("plain.test")
                .mx("bank.test", 10, "mx.bank.test")
                .address("mx.bank.test", "192.0.2.1")
                .cname("out.bank.test", "mx.plain.test")
                .cname("in.bank.test", "mx.bank.test")
                .tlsa("_25._tcp.mx.bank.test", 3, 1, 1, new byte[32])
                .mx("plain.test", 10, "mx.plain.test")
                .address("mx.plain.test", "192.0.2.2")
                .address("host.root-zone.example", "192.0.2.3")
                .address("spoiled.bank.test", "192.0.2.4")
                .tamper("spoiled.bank.test");
    }

    @AfterEach
    void end() {
        dns.close();
    }

    @ParameterizedTest
    @CsvSource({
        "bank.test, MX, NOERROR secure",
        "in.bank.test, A, NOERROR secure",
        "_25._tcp.mx.bank.test, TLSA, NOERROR secure",
        "host.root-zone.example, A, NOERROR secure",
        "mx.bank.test, AAAA, NOERROR secure",
        "_tcp.mx.bank.test, TLSA, NOERROR secure",
        "_25._tcp.nothing.bank.test, TLSA, NXDOMAIN secure",
        "nothing.example, MX, NXDOMAIN secure",
        "nothing, MX, NXDOMAIN secure",
        "nothing.at-all, MX, NXDOMAIN secure",
        "plain.test, MX, NOERROR insecure",
        "mx.plain.test, AAAA, NOERROR insecure",
        "nothing.plain.test, A, NXDOMAIN insecure",
        "out.bank.test, A, NOERROR insecure",
        "out.bank.test, CNAME, NOERROR secure",
        "spoiled.bank.test, A, SERVFAIL insecure"
    })
    void validates(String name, String type, String expected) throws IOException {
        ValidatingResolver resolver = new ValidatingResolver(new SimpleResolver(dns.address()));
        resolver.loadTrustAnchors(
                new ByteArrayInputStream(dns.zone().trustAnchors().getBytes(StandardCharsets.US_ASCII)));

        Message answer = resolver.send(question(name, type));

        assertThat(Rcode.string(answer.getRcode()) + (answer.getHeader().getFlag(Flags.AD) ? " secure" : " insecure"))
                .as(answer.toString())
                .isEqualTo(expected);
    }

    @Test
    void saysNothingAboutASilentName() {
        dns.zone().silence("quiet.test");
        SimpleResolver resolver = new SimpleResolver(dns.address());
        resolver.setTimeout(Duration.ofMillis(200));

        assertThat(resolver.sendAsync(question("quiet.test", "MX"))).failsWithin(Duration.ofSeconds(5));
    }

    private static Message question(String name, String type) {
        return Message.newQuery(Record.newRecord(Zone.name(name), Type.value(type), DClass.IN));
    }
}
