package io.sealpost.relay.route;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.SimpleResolver;

/** The DNS servers that are asked in turn: over UDP, over TCP where an answer is truncated. */
final class DnsServers extends ExtendedResolver {
    static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int TRIES = 2;

    /**
     * @param servers to ask in turn; empty for those of the system
     * @param timeout for each try at each of them
     */
    DnsServers(List<InetSocketAddress> servers, Duration timeout) {
        super((servers.isEmpty() ? ResolverConfig.getCurrentConfig().servers() : servers)
                .stream().<Resolver>map(SimpleResolver::new).toList());
        for (Resolver each : getResolvers()) {
            each.setTimeout(timeout);
        }
        setRetries(TRIES);
    }

    /** An answer that says neither what there is nor that there is nothing. */
    static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final int code;

        Refusal(int code) {
            super(Rcode.string(code), null, false, false);
            this.code = code;
        }

        boolean isServerFailure() {
            return code == Rcode.SERVFAIL;
        }
    }

    @Override
    public CompletionStage<Message> sendAsync(Message query) {
        return sendAsync(query, ForkJoinPool.commonPool());
    }

    /** Fails with a {@link Refusal} where that is the answer. */
    @Override
    public CompletionStage<Message> sendAsync(Message query, Executor executor) {
        return super.sendAsync(query, executor).thenApply(answer -> {
            int code = answer.getRcode();
            if (code != Rcode.NOERROR && code != Rcode.NXDOMAIN) {
                throw new Refusal(code);
            }
            return answer;
        });
    }
}
