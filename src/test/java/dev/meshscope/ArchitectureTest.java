package dev.meshscope;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.text.NumberFormat;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How the house is laid out, and what may not happen where. A rule that matches no class fails,
/// and so does one about a package that is not there.
final class ArchitectureTest {

  static {
    // What belongs to others is known by its name: reading it all would take most of the time.
    ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
  }

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.meshscope");

  private static final JavaClasses TESTS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
          .importPackages("dev.meshscope");

  /// Only the composition root itself lives here.
  private static final String ROOT = "dev.meshscope";

  private static final String CORE = "dev.meshscope.core..";
  private static final String TEXT = "dev.meshscope.text..";
  private static final String FILES = "dev.meshscope.files..";
  private static final String ENGINE = "dev.meshscope.engine..";
  private static final String LINES = "dev.meshscope.lines..";
  private static final String LIVE = "dev.meshscope.lines.live..";
  private static final String CONFIG = "dev.meshscope.config..";
  private static final String DOCTOR = "dev.meshscope.doctor..";
  private static final String LAB = "dev.meshscope.lab..";
  private static final String PROXY = "dev.meshscope.lab.proxy..";
  private static final String SCENARIO = "dev.meshscope.lab.scenario..";
  private static final String UI = "dev.meshscope.ui..";
  private static final String CLI = "dev.meshscope.cli..";

  @ParameterizedTest
  @ValueSource(strings = {CORE, TEXT, FILES, ENGINE, LINES, CONFIG, DOCTOR, LAB, UI, CLI})
  void thePackageTheRulesSpeakOfIsThere(String name) {
    assertThat(OURS.that(resideInAPackage(name))).isNotEmpty();
  }

  // The arrows.

  @Test
  void theCoreKnowsOnlyItselfAndValues() {
    classes()
        .that()
        .resideInAPackage(CORE)
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                    CORE,
                    "java.lang..",
                    "java.util",
                    "java.util.function",
                    "java.util.regex",
                    "java.util.stream",
                    "java.nio.charset",
                    "org.pcollections..",
                    "org.jspecify.annotations..")
                .or(equivalentTo(TimeUnit.class)))
        .because(
            "values and rules run the same live, simulated and replayed: no sockets, files,"
                + " threads, loggers, Netty or JavaFX")
        .check(OURS);
  }

  @Test
  void howThingsAreWrittenDependsOnWhatTheyAre() {
    onlyKnows(TEXT, "whoever shows something writes it the same way", CORE);
  }

  @Test
  void filesKnowNothingOfWhatIsInThem() {
    onlyKnows(
        FILES,
        "there is one way to open what others may touch, and one to say why it cannot be",
        "dev.meshscope.core.cause..");
  }

  @Test
  void theEngineKnowsOnlyTheCoreAndFiles() {
    onlyKnows(ENGINE, "a node runs without a screen and without a command line", CORE, FILES);
  }

  @Test
  void theConfigurationKnowsOnlyTheCoreAndFiles() {
    onlyKnows(CONFIG, "window and command line keep the same settings", CORE, FILES);
  }

  @Test
  void theLinesKnowTheDoorOfTheEngineAtMost() {
    onlyKnows(LINES, "whoever reads lines needs no node", CORE, TEXT, ENGINE);
    noClasses()
        .that()
        .resideInAPackage(LINES)
        .and()
        .resideOutsideOfPackage(LIVE)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ENGINE)
        .because("a recording is read where nothing runs")
        .check(OURS);
  }

  @Test
  void whoeverUsesTheEngineUsesItsDoor() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ENGINE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.meshscope.engine.*..")
        .because("what lies behind it may change without anybody noticing")
        .check(OURS);
  }

  @Test
  void theDoctorKnowsTheEngine() {
    onlyKnows(
        DOCTOR, "window and command line ask the same doctor", CORE, TEXT, FILES, ENGINE, LINES);
  }

  @Test
  void theLabKnowsTheEngineButNoScreen() {
    onlyKnows(LAB, "experiments run headless too", CORE, TEXT, FILES, ENGINE, LINES, CONFIG);
  }

  @Test
  void theWindowKnowsWhatIsBelowIt() {
    onlyKnows(
        UI,
        "it is an entrance, and does not know the other one",
        CORE,
        TEXT,
        FILES,
        ENGINE,
        LINES,
        CONFIG,
        DOCTOR,
        LAB);
  }

  @Test
  void theCommandLineKnowsWhatIsBelowIt() {
    onlyKnows(
        CLI,
        "it is an entrance, and asks for the window without knowing it",
        CORE,
        TEXT,
        FILES,
        ENGINE,
        LINES,
        CONFIG,
        DOCTOR,
        LAB);
  }

  @Test
  void nothingPointsAtTheWindow() {
    noClasses()
        .that()
        .resideOutsideOfPackages(UI, ROOT)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(UI)
        .because("everything below runs without a screen")
        .check(OURS);
  }

  @Test
  void onlyTheWindowKnowsItsToolkit() {
    only(UI, "javafx..", "everything else runs without a screen");
    only(UI, "atlantafx..", "everything else runs without a screen");
    only(UI, "org.controlsfx..", "everything else runs without a screen");
    only(UI, "org.kordamp..", "everything else runs without a screen");
  }

  @Test
  void thereIsOneDoorToTheThreadOfTheWindow() {
    DescribedPredicate<JavaAccess<?>> runLater =
        DescribedPredicate.describe(
            "Platform.runLater",
            access ->
                access.getTargetOwner().getName().equals("javafx.application.Platform")
                    && access.getName().equals("runLater"));
    assertThat(OURS)
        .filteredOn(type -> type.getAccessesFromSelf().stream().anyMatch(runLater))
        .extracting(JavaClass::getName)
        .as("one batch per pulse crosses, so one class calls Platform.runLater")
        .hasSize(1);
  }

  @Test
  void onlyTheEngineAndTheLabsProxyKnowNetty() {
    only(ENGINE, "io.netty..", "sockets have one owner", PROXY);
  }

  @Test
  void onlyScenariosKnowYaml() {
    only(SCENARIO, "org.snakeyaml..", "files are read in one place");
  }

  @Test
  void onlyDiscoveryKnowsJmdns() {
    only("dev.meshscope.engine.discovery", "javax.jmdns..", "it is used below its listeners");
  }

  @Test
  void onlyTheCommandLineKnowsPicocli() {
    only(CLI, "picocli..", "options are read in one place");
  }

  @Test
  void noPackagesKnowEachOther() {
    slices()
        .matching("dev.meshscope.(**)")
        .should()
        .beFreeOfCycles()
        .because("whoever reads one package must not have to read another one first and again")
        .check(OURS);
  }

  // The core is pure.

  @Test
  void theCoreReadsNoClock() {
    noClasses()
        .that()
        .resideInAPackage(CORE)
        .should()
        .accessTargetWhere(callOf(System.class, "nanoTime", "currentTimeMillis"))
        .because("time comes in as nowNs")
        .check(OURS);
  }

  @Test
  void theCoreThrowsNoDice() {
    noClasses()
        .that()
        .resideInAPackage(CORE)
        .should()
        .dependOnClassesThat()
        .areAssignableTo(Random.class)
        .orShould()
        .accessTargetWhere(callOf(Math.class, "random"))
        .orShould()
        .accessTargetWhere(callOf(java.util.UUID.class, "randomUUID"))
        .because("the same input at the same time yields the same step")
        .check(OURS);
  }

  @Test
  void theCoreStartsNoThreadsAndWritesNoLog() {
    noClasses()
        .that()
        .resideInAPackage(CORE)
        .should()
        .dependOnClassesThat()
        .areAssignableTo(Thread.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Process.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(System.Logger.class)
        .because("it is stepped by whoever owns it and tells events, not lines")
        .check(OURS);
  }

  @Test
  void whatTheCoreHoldsIsFinal() {
    fields()
        .that()
        .areDeclaredInClassesThat()
        .resideInAPackage(CORE)
        .should()
        .beFinal()
        .because("a table that was handed out never changes")
        .check(OURS);
  }

  // Habits.

  @Test
  void nobodySleeps() {
    noClasses()
        .should()
        .accessTargetWhere(callOf(Thread.class, "sleep").or(callOf(TimeUnit.class, "sleep")))
        .because("a timer or a condition says when it is time")
        .check(OURS);
  }

  @Test
  void noTestSleeps() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.meshscope.bench..")
        .should()
        .accessTargetWhere(callOf(Thread.class, "sleep").or(callOf(TimeUnit.class, "sleep")))
        .because("tests await a condition, within a bound; only measurements let time pass")
        .check(TESTS);
  }

  /// What is written must be the same whatever language the user speaks: in JSON it would not be
  /// read back, and in reports not be compared.
  @Test
  void nothingIsWrittenInTheLanguageOfTheUserByAccident() {
    DescribedPredicate<JavaAccess<?>> withoutLocale =
        DescribedPredicate.describe(
            "a method that asks for the default locale",
            access ->
                access instanceof JavaMethodCall call
                    && !call.getTarget().getRawParameterTypes().stream()
                        .anyMatch(type -> type.isEquivalentTo(Locale.class))
                    && asksForTheLocale(call));
    noClasses()
        .should()
        .accessTargetWhere(withoutLocale)
        .because("figures do not change with LANGUAGE=de")
        .check(OURS);
  }

  private static boolean asksForTheLocale(JavaMethodCall call) {
    JavaClass owner = call.getTargetOwner();
    String name = call.getName();
    return (owner.isEquivalentTo(String.class)
            && Set.of("format", "formatted", "toLowerCase", "toUpperCase").contains(name))
        || (owner.isEquivalentTo(DateTimeFormatter.class) && name.startsWith("ofPattern"))
        || owner.isAssignableTo(NumberFormat.class)
        || Set.of("printf").contains(name);
  }

  @Test
  void timesOfDayAreWrittenInOnePlace() {
    noClasses()
        .that()
        .resideOutsideOfPackage(TEXT)
        .should()
        .dependOnClassesThat()
        .areAssignableTo(DateTimeFormatter.class)
        .because("the same instant looks the same wherever it is shown")
        .check(OURS);
  }

  @Test
  void onlyTheCommandLinePrints() {
    noClasses()
        .that()
        .resideOutsideOfPackage(CLI)
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .because("standard output belongs to whoever asked for lines")
        .check(OURS);
  }

  @Test
  void noClassIsTooLongToRead() {
    // Class files know the last line that does something.
    assertThat(OURS)
        .filteredOn(type -> lastLine(type) > 400)
        .extracting(JavaClass::getName)
        .as("a class above 400 lines is a design question")
        .isEmpty();
  }

  private static int lastLine(JavaClass type) {
    return type.getAccessesFromSelf().stream()
        .mapToInt(access -> access.getSourceCodeLocation().getLineNumber())
        .max()
        .orElse(0);
  }

  /// Of our own packages, this one depends on nothing but itself and these.
  private static void onlyKnows(String who, String because, String... what) {
    noClasses()
        .that()
        .resideInAPackage(who)
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.meshscope..")
                .and(not(resideInAPackage(who)))
                .and(not(resideInAnyPackage(what))))
        .because(because)
        .check(OURS);
  }

  /// Whoever depends on this library lives here, and somebody does.
  private static void only(String who, String library, String because, String... too) {
    assertThat(OURS.that(resideInAPackage(who)))
        .as("users of %s", library)
        .anyMatch(
            type ->
                type.getDirectDependenciesFromSelf().stream()
                    .anyMatch(it -> resideInAPackage(library).test(it.getTargetClass())));
    noClasses()
        .that()
        .resideOutsideOfPackages(
            Stream.concat(Stream.of(who), Stream.of(too)).toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .because(because)
        .check(OURS);
  }

  private static DescribedPredicate<JavaAccess<?>> callOf(Class<?> owner, String... names) {
    Set<String> wanted = Set.of(names);
    return DescribedPredicate.describe(
        owner.getSimpleName() + "." + String.join("/", names).toLowerCase(Locale.ROOT),
        access ->
            access.getTargetOwner().isEquivalentTo(owner) && wanted.contains(access.getName()));
  }
}
