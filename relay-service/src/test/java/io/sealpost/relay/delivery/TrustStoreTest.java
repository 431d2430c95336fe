package io.sealpost.relay.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealpost.platform.tls.CertificateAuthority;
import io.sealpost.platform.tls.KeyKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustStoreTest {
    private static final CertificateAuthority ONE = CertificateAuthority.create("One");
    private static final CertificateAuthority TWO = CertificateAuthority.create("Two");

    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("roots.pem"), "# comment\n" + ONE.pem());
    }

    @Test
    void hasTheRootsOfTheJdkWhereNoFileIsSet() {
        TrustStore jdk = TrustStore.ofJdk();
        jdk.refresh();
        assertThat(jdk.roots().certificates()).hasSizeGreaterThan(20);
        assertThat(jdk.isBroken()).isFalse();
    }

    @Test
    void takesWhatTheFileHoldsNow() throws IOException {
        TrustStore store = TrustStore.ofFile(file);
        assertThat(store.roots().certificates()).containsExactly(ONE.certificate());

        Files.writeString(file, ONE.pem() + "\n" + TWO.pem());
        store.refresh();

        assertThat(store.roots().certificates()).containsExactlyInAnyOrder(ONE.certificate(), TWO.certificate());
    }

    @Test
    void isNotReplacedWhileNothingChanges() {
        TrustStore store = TrustStore.ofFile(file);
        Roots before = store.roots();
        store.refresh();
        assertThat(store.roots()).isSameAs(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "garbage", "-----BEGIN CERTIFICATE-----\nMIIB", "TWO-CUT"})
    void keepsTheOneBeforeWhereTheNewOneIsBroken(String content) throws IOException {
        TrustStore store = TrustStore.ofFile(file);

        Files.writeString(
                file, content.equals("TWO-CUT") ? ONE.pem() + TWO.pem().substring(0, 200) : content);
        store.refresh();

        assertThat(store.roots().certificates()).containsExactly(ONE.certificate());
        assertThat(store.isBroken()).isTrue();
    }

    @Test
    void keepsTheOneBeforeWhereTheFileIsGoneAndTakesTheNextGoodOne() throws IOException {
        TrustStore store = TrustStore.ofFile(file);
        Files.delete(file);
        store.refresh();
        boolean broken = store.isBroken();
        Files.writeString(file, TWO.pem());
        store.refresh();

        assertThat(broken).isTrue();
        assertThat(store.isBroken()).isFalse();
        assertThat(store.roots().certificates()).containsExactly(TWO.certificate());
    }

    @Test
    void isGoodAgainWhenTheOldContentComesBack() throws IOException {
        TrustStore store = TrustStore.ofFile(file);
        String good = Files.readString(file);
        Files.writeString(file, "garbage");
        store.refresh();
        Files.writeString(file, good);
        store.refresh();

        assertThat(store.isBroken()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "garbage", "-----BEGIN CERTIFICATE-----\nMIIB"})
    void stopsTheStartWhereTheFileIsBroken(String content) throws IOException {
        Files.writeString(file, content);

        assertThatThrownBy(() -> TrustStore.ofFile(file))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("sealpost.delivery.trust-store.file")
                .hasMessageContaining(file.toString());
    }

    @Test
    void stopsTheStartWhereTheFileIsMissingOrHoldsNothingStrong() throws IOException {
        assertThatThrownBy(() -> TrustStore.ofFile(folder.resolve("none.pem"))).hasMessageContaining("none.pem");
        Files.writeString(
                file, CertificateAuthority.create("Weak", KeyKind.RSA_1024).pem());
        assertThatThrownBy(() -> TrustStore.ofFile(file)).hasMessageContaining("no certificate of a usable key");
    }
}
