package io.sealpost.relay.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ChunkDecoderTest {
    @Test
    void takesExactlyWhatWasAnnounced() {
        ChunkDecoder decoder = new ChunkDecoder(new Command.Chunk(5, true));
        ByteBuffer in = ByteBuffer.wrap(".\r\n..NOOP".getBytes(StandardCharsets.US_ASCII));

        assertThat(decoder.decode(in)).asString(StandardCharsets.US_ASCII).isEqualTo(".\r\n..");
        assertThat(in.remaining()).isEqualTo("NOOP".length());
        assertThat(decoder.isEnded()).isTrue();
        assertThat(decoder.isLast()).isTrue();
    }

    @Test
    void waitsForTheRest() {
        ChunkDecoder decoder = new ChunkDecoder(new Command.Chunk(3, false));
        decoder.decode(ByteBuffer.wrap(new byte[] {1, 2}));

        assertThat(decoder.isEnded()).isFalse();
        assertThat(decoder.decode(ByteBuffer.wrap(new byte[] {3, 4}))).containsExactly(3);
        assertThat(decoder.isEnded()).isTrue();
    }

    @Test
    void endsAtOnceWhereThereIsNothing() {
        assertThat(new ChunkDecoder(new Command.Chunk(0, true)).isEnded()).isTrue();
    }
}
