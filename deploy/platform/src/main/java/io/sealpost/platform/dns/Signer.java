package io.sealpost.platform.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSECRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Adds to an answer what DNSSEC asks for: signatures, and NSEC records where something is not there (RFC 4035 §3.1). */
final class Signer {
    private final ZoneCuts cuts;
    private final Zone zone;

    Signer(ZoneCuts cuts, Zone zone) {
        this.cuts = cuts;
        this.zone = zone;
    }

    /** @param last the name at which the chain of aliases ended */
    void complete(Message answer, Name last, int type) {
        boolean isFound = answer.getSection(Section.ANSWER).stream()
                .anyMatch(record -> record.getType() == type && record.getName().equals(last));
        sign(answer, Section.ANSWER, set -> cuts.zoneOf(set.getName(), set.getType()));
        Name apex = cuts.zoneOf(last, type);
        if (!isFound && cuts.isApex(apex)) {
            deny(answer, last, apex);
            sign(answer, Section.AUTHORITY, set -> apex);
        }
    }

    private void deny(Message answer, Name name, Name apex) {
        Set<Record> proof = new TreeSet<>();
        proof.add(cuts.soa(apex));
        if (cuts.key(apex).isPresent()) {
            proof.add(nsec(apex, name));
            if (answer.getHeader().getRcode() == Rcode.NXDOMAIN) {
                proof.add(nsec(apex, wildcard(name)));
            }
        }
        proof.forEach(record -> answer.addRecord(record, Section.AUTHORITY));
    }

    private Name wildcard(Name missing) {
        Name encloser = new Name(missing, 1);
        while (!zone.exists(encloser)) {
            encloser = new Name(encloser, 1);
        }
        return Zone.name(encloser.equals(Name.root) ? "*." : "*." + encloser);
    }

    /** The record that says what is at the name, or between which two names there is nothing. */
    private NSECRecord nsec(Name apex, Name name) {
        TreeSet<Name> names = new TreeSet<>();
        Stream.concat(zone.names(), cuts.all())
                .filter(each -> cuts.zoneOf(each, Type.DS).equals(apex)
                        || cuts.zoneOf(each, Type.NSEC).equals(apex))
                .forEach(names::add);
        Name owner = names.floor(name);
        Name next = names.higher(owner);
        return new NSECRecord(owner, DClass.IN, Zone.TTL_SECONDS, next == null ? apex : next, types(apex, owner));
    }

    private int[] types(Name apex, Name owner) {
        boolean isCut = cuts.isApex(owner) && !owner.equals(apex);
        return Stream.concat(zone.at(owner).map(Record::getType), Stream.of(Type.RRSIG, Type.NSEC))
                .filter(type ->
                        isCut ? Set.of(Type.NS, Type.DS, Type.RRSIG, Type.NSEC).contains(type) : type != Type.DS)
                .mapToInt(Integer::intValue)
                .distinct()
                .sorted()
                .toArray();
    }

    private void sign(Message answer, int section, Function<RRset, Name> apex) {
        List<RRset> sets = new ArrayList<>(answer.getSectionRRsets(section));
        for (RRset set : sets) {
            cuts.key(apex.apply(set))
                    .map(key -> key.sign(set))
                    .map(signature -> zone.isTampered(set.getName()) ? spoiled(signature) : signature)
                    .ifPresent(signature -> answer.addRecord(signature, section));
        }
    }

    private static RRSIGRecord spoiled(RRSIGRecord good) {
        byte[] signature = good.getSignature().clone();
        signature[10] ^= 1;
        return new RRSIGRecord(
                good.getName(),
                good.getDClass(),
                good.getTTL(),
                good.getTypeCovered(),
                good.getAlgorithm(),
                good.getOrigTTL(),
                good.getExpire(),
                good.getTimeSigned(),
                good.getFootprint(),
                good.getSigner(),
                signature);
    }
}
