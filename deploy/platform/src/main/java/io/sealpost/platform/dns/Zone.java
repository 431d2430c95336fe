package io.sealpost.platform.dns;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TLSARecord;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * The names a {@link DnsFixture} knows. Thread-safe; all names are absolute, with or without a last dot.
 *
 * <p>As soon as one zone is {@linkplain #sign signed}, so is the root, and with it all that lies in no zone of its own.
 */
public final class Zone {
    static final long TTL_SECONDS = 60;
    private static final int LONGEST_CHAIN = 8;
    private static final int EDNS_PAYLOAD = 4096;

    private final Map<Name, List<Record>> records = new HashMap<>();
    private final Set<Name> failing = new HashSet<>();
    private final Set<Name> silent = new HashSet<>();
    private final Set<Name> tampered = new HashSet<>();
    private final ZoneCuts cuts = new ZoneCuts();
    private final Signer signer = new Signer(cuts, this);
    private int questions;

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

    public synchronized Zone txt(String name, String text) {
        return add(new TXTRecord(name(name), DClass.IN, TTL_SECONDS, text));
    }

    /** The keys of a service (RFC 6698): {@code _25._tcp.HOST}. */
    public synchronized Zone tlsa(String service, int usage, int selector, int matchingType, byte[] data) {
        return add(new TLSARecord(name(service), DClass.IN, TTL_SECONDS, usage, selector, matchingType, data));
    }

    /** Makes a signed zone of this domain and all below it. */
    public synchronized Zone sign(String apex) {
        cuts.sign(name(apex));
        return this;
    }

    /** Makes a zone of this domain and all below it that is delegated without a DS record. */
    public synchronized Zone leaveUnsigned(String apex) {
        cuts.leaveUnsigned(name(apex));
        return this;
    }

    /** The root's DS record, as a zone file has it; none unless a zone is signed. */
    public synchronized String trustAnchors() {
        return cuts.key(Name.root).map(key -> key.ds() + "\n").orElse("");
    }

    /** From now on the signatures of all that this name has are wrong. */
    public synchronized Zone tamper(String name) {
        tampered.add(name(name));
        return this;
    }

    /** Questions about this name are not answered. */
    public synchronized Zone silence(String name) {
        silent.add(name(name));
        return this;
    }

    /** How many questions were asked so far. */
    public synchronized int questions() {
        return questions;
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
        silent.remove(name(name));
        tampered.remove(name(name));
        return this;
    }

    /** Empty where there is to be no answer. */
    synchronized Optional<Message> answer(Message query) {
        questions++;
        Message answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.RA);
        if (query.getHeader().getFlag(Flags.RD)) {
            answer.getHeader().setFlag(Flags.RD);
        }
        Record question = query.getQuestion();
        if (question == null) {
            answer.getHeader().setRcode(Rcode.FORMERR);
            return Optional.of(answer);
        }
        if (silent.contains(question.getName())) {
            return Optional.empty();
        }
        answer.addRecord(question, Section.QUESTION);
        resolve(question.getName(), question.getType(), answer, query.getOPT() != null && wantsSignatures(query));
        if (query.getOPT() != null) {
            answer.addRecord(new OPTRecord(EDNS_PAYLOAD, 0, 0, query.getOPT().getFlags()), Section.ADDITIONAL);
        }
        return Optional.of(answer);
    }

    /** All that there is at a name, what zones say of themselves included. */
    Stream<Record> at(Name name) {
        return Stream.concat(records.getOrDefault(name, List.of()).stream(), cuts.records(name));
    }

    Stream<Name> names() {
        return records.keySet().stream();
    }

    /** A name that only has names below it exists, too (RFC 8020). */
    boolean exists(Name name) {
        return Stream.concat(names(), cuts.all()).anyMatch(known -> known.subdomain(name));
    }

    boolean isTampered(Name name) {
        return tampered.contains(name);
    }

    private static boolean wantsSignatures(Message query) {
        return (query.getOPT().getFlags() & ExtendedFlags.DO) != 0;
    }

    private void resolve(Name asked, int type, Message answer, boolean signed) {
        Name name = asked;
        for (int links = 0; links < LONGEST_CHAIN; links++) {
            if (failing.contains(name)) {
                answer.getHeader().setRcode(Rcode.SERVFAIL);
                return;
            }
            at(name).filter(r -> r.getType() == type).forEach(r -> answer.addRecord(r, Section.ANSWER));
            Optional<Record> alias =
                    at(name).filter(r -> r.getType() == Type.CNAME).findFirst();
            if (type == Type.CNAME || alias.isEmpty()) {
                answer.getHeader().setRcode(exists(name) ? Rcode.NOERROR : Rcode.NXDOMAIN);
                if (signed) {
                    signer.complete(answer, name, type);
                }
                return;
            }
            answer.addRecord(alias.get(), Section.ANSWER);
            name = ((CNAMERecord) alias.get()).getTarget();
        }
        answer.getHeader().setRcode(Rcode.SERVFAIL);
    }

    private Zone add(Record record) {
        records.computeIfAbsent(record.getName(), unused -> new ArrayList<>()).add(record);
        return this;
    }

    static Name name(String text) {
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
