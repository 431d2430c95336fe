package io.sealpost.rules.scope;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Lookup;
import org.xbill.DNS.Name;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** Asks the DNS for TXT records, past every cache: a record that was just set is to be seen. */
@ApplicationScoped
class TxtLookup {

    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final Resolver resolver;

    TxtLookup(VerificationSettings settings) {
        List<InetSocketAddress> servers = settings.servers()
                .orElseGet(() -> ResolverConfig.getCurrentConfig().servers());
        ExtendedResolver inTurn = new ExtendedResolver(
                servers.stream().<Resolver>map(SimpleResolver::new).toList());
        Arrays.stream(inTurn.getResolvers()).forEach(each -> each.setTimeout(TIMEOUT));
        inTurn.setRetries(1);
        inTurn.setTimeout(TIMEOUT);
        resolver = inTurn;
    }

    /** The texts at a name, each with its parts joined (RFC 7208 §3.3); empty where the DNS does not say. Blocks for seconds. */
    Optional<List<String>> at(String name) {
        try {
            Lookup lookup = new Lookup(Name.fromString(name, Name.root), Type.TXT);
            lookup.setResolver(resolver);
            lookup.setCache(null);
            var found = lookup.run();
            return switch (lookup.getResult()) {
                case Lookup.SUCCESSFUL ->
                    Optional.of(Arrays.stream(found)
                            .map(TXTRecord.class::cast)
                            .map(record -> record.getStrings().stream().collect(Collectors.joining()))
                            .toList());
                case Lookup.HOST_NOT_FOUND, Lookup.TYPE_NOT_FOUND -> Optional.of(List.of());
                default -> Optional.empty();
            };
        } catch (TextParseException tooLong) {
            return Optional.of(List.of());
        }
    }
}
