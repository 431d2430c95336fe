package io.sealpost.relay.route;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Reads one reply of the DNS: follows the aliases that are in it, and takes no record of another name. Pure. */
final class ReplyReader {
    /** RFC 2308 §5: no longer than three hours. */
    private static final long LONGEST_NEGATIVE = 3 * 3600;

    private static final int MAX_REASON = 200;

    private ReplyReader() {}

    /**
     * What a reply says.
     *
     * @param answer to the question, as far as the reply goes
     * @param alias where the reply ends with an alias for it: what to ask next
     * @param ttl how long it may be kept
     */
    record Reading(Answer<Record> answer, Optional<Name> alias, Duration ttl) {}

    static Reading read(Validator.Reply reply, Name asked, int type) {
        if (reply.state() == DnsState.BOGUS) {
            return new Reading(
                    new Answer.Failed<>(reason(reply.message()), DnsState.BOGUS), Optional.empty(), Duration.ZERO);
        }
        List<Record> section = reply.message().getSection(Section.ANSWER);
        Set<Name> seen = new HashSet<>();
        Name name = asked;
        Optional<Name> next = type == Type.CNAME ? Optional.empty() : alias(section, name);
        while (next.isPresent()) {
            if (!seen.add(name)) {
                return new Reading(looping(), Optional.empty(), Duration.ZERO);
            }
            name = next.get();
            next = alias(section, name);
        }
        return read(reply, asked, name, type);
    }

    static Answer<Record> looping() {
        return new Answer.Failed<>("its aliases (CNAME) lead nowhere", DnsState.FAILED);
    }

    /** Empty for the root; octets that no host name has are escaped. */
    static String hostName(Name name) {
        return name.equals(Name.root) ? "" : name.toString(true).toLowerCase(Locale.ROOT);
    }

    private static Reading read(Validator.Reply reply, Name asked, Name last, int type) {
        Message message = reply.message();
        List<Record> records = message.getSection(Section.ANSWER).stream()
                .filter(record -> record.getType() == type && record.getName().equals(last))
                .toList();
        if (!records.isEmpty()) {
            return new Reading(
                    new Answer.Found<>(records, hostName(last), reply.state()), Optional.empty(), positiveTtl(message));
        }
        if (message.getRcode() == Rcode.NXDOMAIN) {
            return new Reading(new Answer.NoSuchName<>(reply.state()), Optional.empty(), negativeTtl(message));
        }
        boolean goesOn = !last.equals(asked) && negativeTtl(message).isZero();
        return new Reading(
                new Answer.NoRecords<>(reply.state()),
                goesOn ? Optional.of(last) : Optional.empty(),
                negativeTtl(message));
    }

    private static Optional<Name> alias(List<Record> section, Name name) {
        return section.stream()
                .flatMap(record ->
                        record instanceof CNAMERecord alias && alias.getName().equals(name)
                                ? Stream.of(alias.getTarget())
                                : Stream.empty())
                .findFirst();
    }

    private static Duration positiveTtl(Message message) {
        return Duration.ofSeconds(message.getSection(Section.ANSWER).stream()
                .mapToLong(Record::getTTL)
                .min()
                .orElse(0));
    }

    /** Zero without the zone's SOA record. */
    private static Duration negativeTtl(Message message) {
        return Duration.ofSeconds(message.getSection(Section.AUTHORITY).stream()
                .filter(SOARecord.class::isInstance)
                .map(SOARecord.class::cast)
                .mapToLong(soa -> Math.min(Math.min(soa.getTTL(), soa.getMinimum()), LONGEST_NEGATIVE))
                .min()
                .orElse(0));
    }

    private static String reason(Message bogus) {
        Stream<EDNSOption> options = bogus.getOPT() == null ? Stream.empty() : bogus.getOPT().getOptions().stream();
        String detail = options.filter(ExtendedErrorCodeOption.class::isInstance)
                .map(option -> ((ExtendedErrorCodeOption) option).getText())
                .findFirst()
                .orElse("");
        return detail.isEmpty()
                ? "its signatures (DNSSEC) are wrong"
                : "its signatures (DNSSEC) are wrong: " + detail.substring(0, Math.min(detail.length(), MAX_REASON));
    }
}
