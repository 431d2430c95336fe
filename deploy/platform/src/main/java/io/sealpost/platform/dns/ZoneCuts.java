package io.sealpost.platform.dns;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.xbill.DNS.DClass;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Type;

/** Where one zone ends and the next begins, and which of them are signed. Without any cut all is one unsigned zone. */
final class ZoneCuts {
    private static final long NEGATIVE_SECONDS = 60;

    private final Map<Name, Optional<ZoneKey>> apexes = new HashMap<>();

    /** From now on the root is signed, too. */
    void sign(Name apex) {
        apexes.putIfAbsent(Name.root, Optional.of(ZoneKey.generate(Name.root)));
        apexes.computeIfAbsent(apex, name -> Optional.of(ZoneKey.generate(name)));
    }

    /** A delegation without a DS record. */
    void leaveUnsigned(Name apex) {
        apexes.put(apex, Optional.empty());
    }

    boolean isApex(Name name) {
        return apexes.containsKey(name);
    }

    Stream<Name> all() {
        return apexes.keySet().stream();
    }

    Optional<ZoneKey> key(Name apex) {
        return apexes.getOrDefault(apex, Optional.empty());
    }

    /** The zone that has the records of a type: the DS records of a zone are its parent's. */
    Name zoneOf(Name name, int type) {
        Name each = type == Type.DS && isApex(name) && name.labels() > 1 ? new Name(name, 1) : name;
        while (each.labels() > 1 && !isApex(each)) {
            each = new Name(each, 1);
        }
        return each;
    }

    /** What a zone says of itself and its parent of it. */
    Stream<Record> records(Name name) {
        if (!isApex(name)) {
            return Stream.empty();
        }
        Stream<Record> keys = key(name).stream().flatMap(key -> Stream.of(key.record(), key.ds()));
        return Stream.concat(keys, Stream.of(soa(name), new NSRecord(name, DClass.IN, Zone.TTL_SECONDS, name)));
    }

    SOARecord soa(Name apex) {
        return new SOARecord(apex, DClass.IN, Zone.TTL_SECONDS, apex, apex, 1, 3600, 600, 86_400, NEGATIVE_SECONDS);
    }
}
