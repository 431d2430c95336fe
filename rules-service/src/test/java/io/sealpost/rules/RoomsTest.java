package io.sealpost.rules;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The table of rooms: who may import whom. */
class RoomsTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.sealpost.rules");

    @Test
    void roomsImportOnlyWhatTheTableAllows() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("problem")
                .definedBy("..rules.problem..")
                .layer("tenant")
                .definedBy("..rules.tenant..")
                .layer("access")
                .definedBy("..rules.access..")
                .layer("audit")
                .definedBy("..rules.audit..")
                .layer("change")
                .definedBy("..rules.change..")
                .layer("rollout")
                .definedBy("..rules.rollout..")
                .layer("scope")
                .definedBy("..rules.scope..")
                .layer("addresslist")
                .definedBy("..rules.addresslist..")
                .layer("rule")
                .definedBy("..rules.rule..")
                .layer("bulk")
                .definedBy("..rules.bulk..")
                .layer("explain")
                .definedBy("..rules.explain..")
                .layer("publish")
                .definedBy("..rules.publish..")
                .whereLayer("problem")
                .mayNotAccessAnyLayer()
                .whereLayer("tenant")
                .mayOnlyAccessLayers("problem")
                .whereLayer("access")
                .mayOnlyAccessLayers("problem", "tenant")
                .whereLayer("audit")
                .mayOnlyAccessLayers("access", "tenant", "problem")
                .whereLayer("change")
                .mayOnlyAccessLayers("problem")
                .whereLayer("rollout")
                .mayOnlyAccessLayers("change", "access", "audit", "problem")
                .whereLayer("scope")
                .mayOnlyAccessLayers("tenant", "access", "audit", "change", "rollout", "problem")
                .whereLayer("addresslist")
                .mayOnlyAccessLayers("tenant", "access", "audit", "change", "rollout", "problem")
                .whereLayer("rule")
                .mayOnlyAccessLayers("addresslist", "tenant", "access", "audit", "change", "rollout", "problem")
                .whereLayer("bulk")
                .mayOnlyAccessLayers("rule", "addresslist", "scope", "tenant", "access", "change", "rollout", "problem")
                .whereLayer("explain")
                .mayOnlyAccessLayers("tenant", "access", "rollout", "problem")
                .whereLayer("publish")
                .mayNotBeAccessedByAnyLayer()
                .check(CLASSES);
    }
}
