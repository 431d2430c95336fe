package io.sealpost.relay;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rooms of the relay, and what each may use. */
class RoomsTest {
    private static final String BASE = "io.sealpost.relay.";
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            Map.entry("mail", Set.of()),
            Map.entry("wire", Set.of("mail")),
            Map.entry("policy", Set.of("mail")),
            Map.entry("content", Set.of("policy")),
            Map.entry("outcome", Set.of("mail", "policy")),
            Map.entry("spool", Set.of("mail", "policy", "outcome")),
            Map.entry("ruleset", Set.of("mail", "policy", "spool")),
            Map.entry("ingress", Set.of("mail", "wire", "policy", "content", "spool", "ruleset")),
            Map.entry("route", Set.of("mail", "policy")),
            Map.entry("delivery", Set.of("mail", "wire", "policy", "route", "outcome")),
            Map.entry("report", Set.of("mail", "policy", "outcome", "spool")),
            Map.entry("queue", Set.of("mail", "policy", "ruleset", "spool", "route", "delivery", "outcome", "report")),
            Map.entry(
                    "admin",
                    Set.of(
                            "mail",
                            "wire",
                            "policy",
                            "content",
                            "outcome",
                            "spool",
                            "ruleset",
                            "ingress",
                            "route",
                            "delivery",
                            "report",
                            "queue")));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.sealpost.relay");

    static Set<String> rooms() {
        return new TreeSet<>(MAY_USE.keySet());
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void usesNoRoomButThoseItMay(String room) {
        Set<String> allowed = new TreeSet<>(MAY_USE.getOrDefault(room, Set.of()));
        allowed.add(room);

        ArchRuleDefinition.noClasses()
                .that()
                .resideInAPackage(BASE + room + "..")
                .should()
                .dependOnClassesThat(isInARoomOtherThan(allowed))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void putsEveryClassIntoARoom() {
        Set<String> used = CLASSES.stream().map(RoomsTest::room).collect(Collectors.toSet());

        assertThat(MAY_USE.keySet()).containsAll(used);
    }

    @Test
    void hasNoCircleOfRooms() {
        slices().matching(BASE + "(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @ParameterizedTest
    @MethodSource("pureRooms")
    void keepsThePureRoomsPure(String room) {
        ArchRuleDefinition.noClasses()
                .that()
                .resideInAPackage(BASE + room + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx..", "jakarta..", "org.apache.kafka..", "io.quarkus..")
                .check(CLASSES);
    }

    static Set<String> pureRooms() {
        return Set.of("mail", "wire", "policy", "outcome");
    }

    private static DescribedPredicate<JavaClass> isInARoomOtherThan(Set<String> allowed) {
        return DescribedPredicate.describe(
                "are in a room other than " + allowed,
                other -> other.getPackageName().startsWith(BASE) && !allowed.contains(room(other)));
    }

    private static String room(JavaClass javaClass) {
        String inside = javaClass
                .getPackageName()
                .substring(Math.min(BASE.length(), javaClass.getPackageName().length()));
        int dot = inside.indexOf('.');
        return dot < 0 ? inside : inside.substring(0, dot);
    }
}
