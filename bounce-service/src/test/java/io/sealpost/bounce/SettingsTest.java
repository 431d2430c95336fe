package io.sealpost.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.sealpost.platform.test.DocumentedSettings;
import io.sealpost.settings.KnownSettings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The settings of this service, as its mappings know them and as docs/configuration.md tells of them. */
class SettingsTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.sealpost.bounce");

    private final KnownSettings known = KnownSettings.of(CLASSES.stream()
            .filter(each -> each.isAnnotatedWith(ConfigMapping.class))
            .map(JavaClass::reflect)
            .map(ConfigClass::configClass)
            .toList());

    @Test
    void areAllDocumentedAndNothingElseIs() throws IOException {
        List<String> names = known.defaults().keySet().stream()
                .filter(name -> !name.endsWith("[*]"))
                .toList();

        assertThat(DocumentedSettings.of("bounce-service").keySet()).containsExactlyInAnyOrderElementsOf(names);
    }

    @Test
    void haveTheDocumentedDefaults() throws IOException {
        Map<String, String> documented = DocumentedSettings.of("bounce-service");

        known.defaults().forEach((name, value) -> {
            if (!value.isEmpty()) {
                assertThat(documented).containsEntry(name, value);
            }
        });
    }

    @Test
    void haveTheDocumentedTypes() throws IOException {
        Map<String, String> documented = DocumentedSettings.types("bounce-service");

        assertThat(documented)
                .allSatisfy((name, type) -> assertThat(type)
                        .isEqualTo(DocumentedSettings.typeOf(known.readers().get(name))));
    }

    @Test
    void areJudgedByConvertersThatSayWhatWouldBeRight() {
        assertThat(known.withoutConverter()).isEmpty();
    }

    @Test
    void areInjectedAsMappingsAlone() {
        assertThat(CLASSES.stream()
                        .flatMap(each -> each.getCodeUnits().stream())
                        .flatMap(code -> code.getParameters().stream())
                        .flatMap(parameter -> parameter.getAnnotations().stream())
                        .filter(annotation -> annotation.getRawType().isEquivalentTo(ConfigProperty.class))
                        .map(SettingsTest::name))
                .noneMatch(name -> name.startsWith("sealpost."));
    }

    private static String name(JavaAnnotation<?> annotation) {
        return annotation.get("name").map(Object::toString).orElse("");
    }
}
