package io.sealpost.relay.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Applications that hand in a large message each over HTTP, all at once, by a login that may send the null path.
 *
 * @param relay where HTTP is
 * @param clients how many
 * @param size octets of a message, about
 * @param login {@code username:secret}
 */
public record HttpLoad(URI relay, int clients, int size, String login) {
    private static final int PART = 64 * 1024;

    /** Hands them all in; gives the status that each was answered with. */
    public List<Integer> run() {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, clients)
                .mapToObj(each -> client.sendAsync(request(), BodyHandlers.ofString()))
                .toList();
        return answers.stream().map(each -> each.join().statusCode()).toList();
    }

    private HttpRequest request() {
        String basic = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(relay.resolve("/v1/messages?from=&to=bob@bank.example"))
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "message/rfc822")
                .POST(BodyPublishers.ofByteArrays(parts()))
                .build();
    }

    /** The message in parts of which there is one in memory, whoever sends it. */
    private Iterable<byte[]> parts() {
        byte[] part = new byte[PART];
        Arrays.fill(part, (byte) 'x');
        for (int i = 63; i < PART; i += 64) {
            part[i - 1] = '\r';
            part[i] = '\n';
        }
        byte[] header = "From: a@sender.example\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        return () -> Stream.concat(Stream.of(header), Collections.nCopies(size / PART, part).stream())
                .iterator();
    }
}
