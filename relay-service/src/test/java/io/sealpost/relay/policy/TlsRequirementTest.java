package io.sealpost.relay.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.arbitrary;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.quicktheories.core.Gen;

class TlsRequirementTest {
    private static Gen<TlsRequirement> requirements() {
        return arbitrary()
                .enumValues(TlsLevel.class)
                .zip(arbitrary().enumValues(TlsVersion.class), TlsRequirement::new);
    }

    private static Gen<Optional<TlsVersion>> connections() {
        return arbitrary()
                .pick(List.of(Optional.empty(), Optional.of(TlsVersion.TLS_1_2), Optional.of(TlsVersion.TLS_1_3)));
    }

    @Test
    void joinIsCommutativeAssociativeAndIdempotent() {
        qt().forAll(requirements(), requirements(), requirements())
                .check((a, b, c) -> a.join(b).equals(b.join(a))
                        && a.join(b).join(c).equals(a.join(b.join(c)))
                        && a.join(a).equals(a)
                        && a.join(TlsRequirement.NONE).equals(a));
    }

    @Test
    void whatMeetsAJoinMeetsBothSides() {
        qt().forAll(requirements(), requirements(), connections())
                .check((a, b, connection) ->
                        !a.join(b).isMetBy(connection) || (a.isMetBy(connection) && b.isMetBy(connection)));
    }

    @Test
    void aConnectionInClearMeetsNoRequirement() {
        assertThat(TlsRequirement.ENCRYPT.isMetBy(Optional.empty())).isFalse();
        assertThat(TlsRequirement.NONE.isMetBy(Optional.empty())).isTrue();
    }

    @Test
    void anOlderVersionThanDemandedDoesNotMeetIt() {
        TlsRequirement strict = new TlsRequirement(TlsLevel.ENCRYPT, TlsVersion.TLS_1_3);

        assertThat(strict.isMetBy(Optional.of(TlsVersion.TLS_1_2))).isFalse();
        assertThat(strict.isMetBy(Optional.of(TlsVersion.TLS_1_3))).isTrue();
    }
}
