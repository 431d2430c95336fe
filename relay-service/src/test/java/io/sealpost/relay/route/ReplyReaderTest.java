package io.sealpost.relay.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

class ReplyReaderTest {
    private static final Name MX = Name.fromConstantString("mx.bank.test.");
    private static final Name ALIAS = Name.fromConstantString("alias.bank.test.");

    private final Message message = new Message();

    @Test
    void takesTheRecordsAtTheEndOfTheAliasesForTheShortestTtl() throws Exception {
        add(new CNAMERecord(ALIAS, DClass.IN, 30, MX));
        add(new ARecord(MX, DClass.IN, 90, InetAddress.getByName("192.0.2.1")));

        ReplyReader.Reading reading = read(ALIAS);

        assertThat(reading.answer()).isInstanceOfSatisfying(Answer.Found.class, found -> {
            assertThat(found.name()).isEqualTo("mx.bank.test");
            assertThat(found.state()).isEqualTo(DnsState.SECURE);
        });
        assertThat(reading.ttl()).hasSeconds(30);
    }

    @Test
    void takesNoRecordOfAnotherName() throws Exception {
        add(new ARecord(ALIAS, DClass.IN, 90, InetAddress.getByName("192.0.2.1")));

        assertThat(read(MX).answer()).isEqualTo(new Answer.NoRecords<Record>(DnsState.SECURE));
    }

    @Test
    void asksOnWhereAnAliasIsAllThatThereIs() {
        add(new CNAMERecord(ALIAS, DClass.IN, 30, MX));

        assertThat(read(ALIAS).alias()).isEqualTo(Optional.of(MX));
    }

    @Test
    void failsWhereAliasesGoInACircle() {
        add(new CNAMERecord(ALIAS, DClass.IN, 30, MX));
        add(new CNAMERecord(MX, DClass.IN, 30, ALIAS));

        assertThat(read(ALIAS).answer()).isEqualTo(ReplyReader.looping());
    }

    @Test
    void keepsThatThereIsNothingForThreeHoursAtMost() {
        message.getHeader().setRcode(Rcode.NXDOMAIN);
        message.addRecord(new SOARecord(MX, DClass.IN, 90_000, MX, MX, 1, 1, 1, 1, 80_000), Section.AUTHORITY);

        assertThat(read(MX).answer()).isEqualTo(new Answer.NoSuchName<Record>(DnsState.SECURE));
        assertThat(read(MX).ttl()).hasHours(3);
    }

    private void add(Record record) {
        message.addRecord(record, Section.ANSWER);
    }

    private ReplyReader.Reading read(Name asked) {
        return ReplyReader.read(new Validator.Reply(message, DnsState.SECURE), asked, Type.A);
    }
}
