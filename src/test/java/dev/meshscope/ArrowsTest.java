package dev.meshscope;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// Which package may know which. A rule that matches no class fails.
final class ArrowsTest {
  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.meshscope");

  @Test
  void theCoreKnowsOnlyItself() {
    classes()
        .that()
        .resideInAPackage("dev.meshscope.core..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.meshscope.core..", "java..", "org.pcollections..", "org.jspecify.annotations..")
        .because("values and rules run the same live, simulated and replayed")
        .check(OURS);
  }

  @Test
  void theCoreReadsNoClock() {
    noClasses()
        .that()
        .resideInAPackage("dev.meshscope.core..")
        .should()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Instant.class, "now")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Clock.class)
        .because("time is an argument")
        .check(OURS);
  }

  @Test
  void whatTheCoreHoldsIsFinal() {
    fields()
        .that()
        .areDeclaredInClassesThat()
        .resideInAPackage("dev.meshscope.core..")
        .should()
        .beFinal()
        .because("a table that was handed out never changes")
        .check(OURS);
  }
}
