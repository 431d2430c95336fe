package io.sealpost.platform.dns;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** The names a {@link DnsFixture} knows. Thread-safe; all names are absolute, with or without a last dot. */
public final class Zone {
    private static final long TTL_SECONDS = 60;
    private static final int LONGEST_CHAIN = 8;

    private final Map<Name, List<Record>> records = new HashMap<>();
    private final Set<Name> failing = new HashSet<>();

    public synchronized Zone mx(String domain, int preference, String host) {
        return add(new MXRecord(name(domain), DClass.IN, TTL_SECONDS, preference, name(host)));
    }

    /** The domain takes no mail (RFC 7505). */
    public synchronized Zone nullMx(String domain) {
        return add(new MXRecord(name(domain), DClass.IN, TTL_SECONDS, 0, Name.root));
    }

    /** An A or AAAA record, by the kind of the address literal. */
    public synchronized Zone address(String host, String literal) {
        InetAddress address = parse(literal);
        return add(
                address.getAddress().length == 4
                        ? new ARecord(name(host), DClass.IN, TTL_SECONDS, address)
                        : new AAAARecord(name(host), DClass.IN, TTL_SECONDS, address));
    }

    public synchronized Zone cname(String alias, String target) {
        return add(new CNAMERecord(name(alias), DClass.IN, TTL_SECONDS, name(target)));
    }

    /** Every question about this name is answered with SERVFAIL, until it is removed. */
    public synchronized Zone servfail(String name) {
        failing.add(name(name));
        return this;
    }

    /** Forgets all about a name, so that it does not exist. */
    public synchronized Zone remove(String name) {
        records.remove(name(name));
        failing.remove(name(name));
        return this;
    }

    synchronized Message answer(Message query) {
        Message answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.RA);
        if (query.getHeader().getFlag(Flags.RD)) {
            answer.getHeader().setFlag(Flags.RD);
        }
        Record question = query.getQuestion();
        if (question == null) {
            answer.getHeader().setRcode(Rcode.FORMERR);
            return answer;
        }
        answer.addRecord(question, Section.QUESTION);
        answer.getHeader().setRcode(resolve(question.getName(), question.getType(), answer));
        return answer;
    }

    private int resolve(Name asked, int type, Message answer) {
        Name name = asked;
        for (int links = 0; links < LONGEST_CHAIN; links++) {
            if (failing.contains(name)) {
                return Rcode.SERVFAIL;
            }
            List<Record> known = records.get(name);
            if (known == null) {
                return isParent(name) ? Rcode.NOERROR : Rcode.NXDOMAIN;
            }
            known.stream().filter(r -> r.getType() == type).forEach(r -> answer.addRecord(r, Section.ANSWER));
            if (type == Type.CNAME || !(known.get(0) instanceof CNAMERecord alias)) {
                return Rcode.NOERROR;
            }
            answer.addRecord(alias, Section.ANSWER);
            name = alias.getTarget();
        }
        return Rcode.SERVFAIL;
    }

    /** A name that only has names below it exists, too (RFC 8020). */
    private boolean isParent(Name name) {
        return records.keySet().stream().anyMatch(known -> known.subdomain(name));
    }

    private Zone add(Record record) {
        records.computeIfAbsent(record.getName(), unused -> new ArrayList<>()).add(record);
        return this;
    }

    private static Name name(String text) {
        try {
            return Name.fromString(text, Name.root);
        } catch (TextParseException e) {
            throw new IllegalArgumentException("no domain name: " + text, e);
        }
    }

    private static InetAddress parse(String literal) {
        if (!literal.matches("[0-9a-fA-F.:]+")) {
            throw new IllegalArgumentException("no IP address: " + literal);
        }
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("no IP address: " + literal, e);
        }
    }
}
