package io.sealpost.relay.delivery;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.relay.mail.Insertion;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EditedBodyTest {
    private static final String BODY = "0123456789";

    private static String read(int chunk, Insertion... insertions) {
        ArrayDeque<String> parts = new ArrayDeque<>(IntStream.iterate(0, at -> at < BODY.length(), at -> at + chunk)
                .mapToObj(at -> BODY.substring(at, Math.min(at + chunk, BODY.length())))
                .toList());
        BodySource edited = new EditedBody(
                () -> CompletableFuture.completedFuture(
                        Optional.ofNullable(parts.poll()).map(part -> part.getBytes(US_ASCII))),
                List.of(insertions));
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Optional<byte[]> part = edited.next().toCompletableFuture().join();
        while (part.isPresent()) {
            all.writeBytes(part.get());
            part = edited.next().toCompletableFuture().join();
        }
        return all.toString(US_ASCII);
    }

    private static Insertion at(long offset, String text) {
        return new Insertion(offset, text);
    }

    @Test
    void insertsAtTheSamePlacesHoweverTheBodyIsCut() {
        for (int chunk = 1; chunk <= BODY.length(); chunk++) {
            assertThat(read(chunk, at(0, "a"), at(3, "b"), at(3, "c"), at(10, "d")))
                    .as("parts of " + chunk)
                    .isEqualTo("a012bc3456789d");
        }
    }

    @Test
    void leavesABodyAloneWithoutInsertions() {
        assertThat(read(4)).isEqualTo(BODY);
    }
}
