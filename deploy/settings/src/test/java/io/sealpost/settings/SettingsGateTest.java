package io.sealpost.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsGateTest {
    @TempDir
    Path folder;

    @Test
    void letsWhatIsKnownAndRightPass() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "sixteen-characters-and-more\n");
        SmallRyeConfig config = config(
                properties(Map.of(
                        "sealpost.smtp.port", "0",
                        "sealpost.routes.\"bank.example\"", "25",
                        "sealpost.routes.\"*\"", "26",
                        "sealpost.routes.plain", "27",
                        "sealpost.servers", "1,2",
                        "sealpost.smtp.listeners.smtps.port", "465",
                        "sealpost.admin.token-file", token.toString())),
                environment(Map.of(
                        "SEALPOST_SMTP_IDLE_TIMEOUT", "PT1S",
                        "SEALPOST_ROUTES__SHOP_EXAMPLE_", "28",
                        "SEALPOST_SMTP_LISTENERS_TRUNK_PORT", "587")));

        assertThat(config.getConfigMapping(Sample.class).smtp().port()).isZero();
        assertThat(config.getConfigMapping(Sample.class).smtp().listeners()).containsOnlyKeys("smtps", "trunk");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sealpost.smtp.prot | did you mean sealpost.smtp.port?",
                "sealpost.smtp.max.recipients | did you mean sealpost.smtp.max-recipients?",
                "sealpost.smtp.maxRecipients | did you mean sealpost.smtp.max-recipients?",
                "sealpost.topic.create | did you mean sealpost.topics.create?",
                "sealpost.route.\"a.example\" | did you mean sealpost.routes.\"a.example\"?",
                "sealpost.smtp.listeners.smtps.prot | did you mean sealpost.smtp.listeners.\"KEY\".port?",
                "sealpost.colour | docs/configuration.md lists the settings there are",
            })
    void namesWhatIsUnknownAndWhatWasMeant(String name, String hint) {
        assertThat(complaints(properties(Map.of(name, "1")))).containsExactly(name + " is unknown; " + hint);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SEALPOST_SMTP_PROT | did you mean SEALPOST_SMTP_PORT?",
                "SEALPOST_SMTP_MAX_RECIPENTS | did you mean SEALPOST_SMTP_MAX_RECIPIENTS?",
                "SEALPOST_COLOUR | docs/configuration.md lists the settings there are",
            })
    void namesAnUnknownVariableOfTheEnvironmentAsItIsWritten(String name, String hint) {
        assertThat(complaints(environment(Map.of(name, "1")))).containsExactly(name + " is unknown; " + hint);
    }

    @Test
    void overlooksWhatKubernetesTellsOfServices() {
        SmallRyeConfig config = config(environment(Map.of(
                "SEALPOST_RELAY_SERVICE_HOST", "10.0.0.1",
                "SEALPOST_RELAY_SERVICE_PORT", "25",
                "SEALPOST_RELAY_SERVICE_PORT_SMTP", "25",
                "SEALPOST_RELAY_PORT", "tcp://10.0.0.1:25",
                "SEALPOST_RELAY_PORT_25_TCP", "tcp://10.0.0.1:25",
                "SEALPOST_RELAY_PORT_25_TCP_ADDR", "10.0.0.1")));

        assertThat(config.getConfigMapping(Sample.class).smtp().port()).isEqualTo(2525);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sealpost.smtp.port | 70000 | must be a port from 0 to 65535, where 0 is any free one",
                "sealpost.smtp.port | x | must be a port from 0 to 65535, where 0 is any free one",
                "sealpost.smtp.max-recipients | -1 | must be a whole number of 1 or more, below 2147483647",
                "sealpost.smtp.idle-timeout | 5 | must be a duration above zero and up to P10000D, such as PT30S, PT5M or P5D",
                "sealpost.smtp.idle-timeout | -PT5S | must be a duration above zero and up to P10000D, such as PT30S, PT5M or P5D",
                "sealpost.topics.create | flase | must be true or false",
                "sealpost.topics.replication | 40000 | must be a whole number from 1 to 32767",
                "sealpost.servers | 25,x | must be a port from 1 to 65535",
                "sealpost.routes.\"a.example\" | 0 | must be a port from 1 to 65535",
                "sealpost.admin.token-file | /nowhere/token | must be a file that can be read; there is none",
            })
    void namesTheSettingItsValueAndWhatWouldBeRight(String name, String value, String right) {
        assertThat(complaints(properties(Map.of(name, value)))).containsExactly(name + "=" + value + " " + right);
    }

    @Test
    void namesTheVariableOfAWrongValue() {
        assertThat(complaints(environment(Map.of("SEALPOST_TOPICS_CREATE", "no"))))
                .containsExactly("SEALPOST_TOPICS_CREATE=no must be true or false");
    }

    @Test
    void judgesTheKeyOfAFreePart() {
        assertThat(complaints(properties(Map.of("sealpost.routes.\"not a domain\"", "25"))))
                .containsExactly("sealpost.routes.\"not a domain\" names a key that must be a domain");
    }

    @Test
    void neverTellsWhatASecretFileHolds() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "hunter2");

        assertThat(complaints(properties(Map.of("sealpost.admin.token-file", token.toString()))))
                .singleElement()
                .asString()
                .endsWith(" must be a file of one line with at least 16 characters")
                .doesNotContain("hunter2");
    }

    @Test
    void neverTellsTheValueOfAnUnknownName() {
        assertThat(complaints(properties(Map.of("sealpost.admin.token", "hunter2"))))
                .singleElement()
                .asString()
                .doesNotContain("hunter2");
    }

    @Test
    void tellsEverythingAtOnce() {
        Throwable failure = catchThrowable(() -> new SmallRyeConfigBuilder()
                .withCustomizers(new SettingsCustomizer())
                .withMapping(Sample.class)
                .withSources(properties(Map.of("sealpost.b", "1", "sealpost.a", "1", "sealpost.smtp.port", "x")))
                .build());

        assertThat(failure).isInstanceOf(ConfigValidationException.class);
        assertThat(failure.getMessage().lines())
                .containsExactly(
                        "sealpost.a is unknown; docs/configuration.md lists the settings there are",
                        "sealpost.b is unknown; docs/configuration.md lists the settings there are",
                        "sealpost.smtp.hostname is required and not set",
                        "sealpost.smtp.port=x must be a port from 0 to 65535, where 0 is any free one");
    }

    @Test
    void leavesWhatIsToBeIgnoredAlone() {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withCustomizers(new SettingsCustomizer())
                .withMapping(Careless.class)
                .withMappingIgnore("sealpost.build")
                .withSources(properties(Map.of("sealpost.build", "1")))
                .build();

        assertThat(config.getConfigMapping(Careless.class).count()).isEqualTo(1);
    }

    @Test
    void leavesTheSettingsOfOthersAlone() {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withCustomizers(new SettingsCustomizer())
                .withMapping(Foreign.class)
                .withSources(properties(Map.of("sealpost.anything", "1", "other.thing", "2")))
                .build();

        assertThat(config.getConfigMapping(Foreign.class).thing()).isEqualTo("2");
    }

    @Test
    void knowsTheDefaultsAndWhatNoConverterJudges() {
        KnownSettings known = KnownSettings.of(List.of(ConfigClass.configClass(Sample.class)));

        assertThat(known.defaults())
                .containsEntry("sealpost.smtp.port", "2525")
                .containsEntry("sealpost.admin.token-file", "")
                .containsKey("sealpost.routes.*");
        assertThat(known.withoutConverter()).isEmpty();
        assertThat(KnownSettings.of(List.of(ConfigClass.configClass(Careless.class)))
                        .withoutConverter())
                .containsExactly("sealpost.careless.count");
    }

    private static SmallRyeConfig config(ConfigSource... sources) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withCustomizers(new SettingsCustomizer())
                .withMapping(Sample.class)
                .withDefaultValue("sealpost.smtp.hostname", "relay.example")
                .withSources(sources)
                .build();
    }

    private static List<String> complaints(ConfigSource source) {
        return catchThrowable(() -> config(source)).getMessage().lines().toList();
    }

    private static ConfigSource properties(Map<String, String> properties) {
        return new PropertiesConfigSource(properties, "test", 400);
    }

    private static ConfigSource environment(Map<String, String> variables) {
        return new EnvConfigSource(new HashMap<>(variables), 300);
    }

    @ConfigMapping(prefix = "other")
    interface Foreign {
        String thing();
    }

    @ConfigMapping(prefix = "sealpost.careless")
    interface Careless {
        @WithDefault("1")
        int count();
    }
}
