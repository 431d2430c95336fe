package io.sealpost.bounce;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.junit.jupiter.api.Test;

/** The table of rooms in docs/architecture.md. */
class RoomsTest {

    private static final JavaClasses SERVICE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.sealpost.bounce");

    @Test
    void aRoomUsesOnlyTheRoomsItMay() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("event")
                .definedBy("io.sealpost.bounce.event")
                .layer("dsn")
                .definedBy("io.sealpost.bounce.dsn")
                .layer("submit")
                .definedBy("io.sealpost.bounce.submit")
                .layer("record")
                .definedBy("io.sealpost.bounce.record")
                .layer("reporting")
                .definedBy("io.sealpost.bounce.reporting")
                .whereLayer("event")
                .mayNotAccessAnyLayer()
                .whereLayer("dsn")
                .mayOnlyAccessLayers("event")
                .whereLayer("submit")
                .mayOnlyAccessLayers("dsn")
                .whereLayer("record")
                .mayOnlyAccessLayers("event", "dsn")
                .check(SERVICE);
    }

    @Test
    void everyClassStandsInARoom() {
        ArchRuleDefinition.classes()
                .should()
                .resideInAnyPackage(
                        "io.sealpost.bounce.event",
                        "io.sealpost.bounce.dsn",
                        "io.sealpost.bounce.submit",
                        "io.sealpost.bounce.record",
                        "io.sealpost.bounce.reporting")
                .check(SERVICE);
    }

    @Test
    void theRoomsFormNoCycle() {
        slices().matching("io.sealpost.bounce.(*)").should().beFreeOfCycles().check(SERVICE);
    }

    @Test
    void theComposerIsPure() {
        ArchRuleDefinition.classes()
                .that()
                .resideInAPackage("io.sealpost.bounce.dsn")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "javax.naming..",
                        "org.jspecify..",
                        "io.quarkus.qute..",
                        "io.sealpost.bounce.dsn",
                        "io.sealpost.bounce.event")
                .check(SERVICE);
    }
}
