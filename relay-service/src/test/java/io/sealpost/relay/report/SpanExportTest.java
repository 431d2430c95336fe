package io.sealpost.relay.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.sealpost.tracing.Tracing;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** That this service ships all that sends spans. */
class SpanExportTest {
    @Test
    void sendsSpansToTheCollector() throws Exception {
        List<String> received = new CopyOnWriteArrayList<>();
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/", exchange -> {
            int octets = exchange.getRequestBody().readAllBytes().length;
            received.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Content-Type") + (octets > 0 ? "" : " empty"));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        try {
            String url = "http://127.0.0.1:" + collector.getAddress().getPort() + "/v1/traces";
            try (Tracing tracing = Tracing.of(Optional.of(url), 1, "sealpost-relay", "relay-1")) {
                tracing.begin("submission").end();
            }

            assertThat(received).containsExactly("POST /v1/traces application/x-protobuf");
        } finally {
            collector.stop(0);
        }
    }
}
