package io.slipway;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the layers of ARCHITECTURE.md and the rules of the house. */
class ArchitectureTest {

  private static final String ROOT = "io.slipway";

  /** Package, and which others it may use. A new package gets a line here first. */
  private static final Map<String, String> MAY_USE = new TreeMap<>();

  static {
    String gateways = "kernel store engine compose git route ";
    String shared = gateways + "web secret setting log ";
    MAY_USE.put("kernel", "");
    MAY_USE.put("store", "kernel");
    MAY_USE.put("engine", "kernel");
    MAY_USE.put("compose", "kernel engine");
    MAY_USE.put("git", "kernel");
    MAY_USE.put("route", "kernel store compose engine");
    MAY_USE.put("web", "kernel");
    MAY_USE.put("secret", "kernel");
    MAY_USE.put("account", "kernel store web");
    MAY_USE.put("audit", "kernel store web");
    MAY_USE.put("setting", "kernel store web");
    MAY_USE.put("log", "kernel compose store web secret");
    MAY_USE.put("certificate", shared);
    MAY_USE.put("system", shared);
    MAY_USE.put("stack", shared);
    MAY_USE.put("repository", shared);
    MAY_USE.put("webhook", shared + "repository");
    MAY_USE.put("build", shared + "repository stack");
    MAY_USE.put("deploy", shared + "stack");
  }

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("JsonAdapter"))
          .withImportOption(location -> !location.contains("JsonComponent"))
          .importPackages(ROOT);

  @Test
  void importsPointDownwardsOnly() {
    for (Map.Entry<String, String> line : MAY_USE.entrySet()) {
      List<String> allowed = new ArrayList<>(List.of(ROOT + "." + line.getKey() + ".."));
      Stream.of(line.getValue().split(" ", -1))
          .filter(name -> !name.isBlank())
          .forEach(name -> allowed.add(ROOT + "." + name + ".."));
      noClasses()
          .that(resideInAPackage(ROOT + "." + line.getKey() + ".."))
          .should()
          .dependOnClassesThat(
              resideInAPackage(ROOT + "..")
                  .and(not(resideInAnyPackage(allowed.toArray(String[]::new)))))
          .allowEmptyShould(true)
          .check(CLASSES);
    }
  }

  @Test
  void everyPackageIsInTheTable() {
    assertThat(CLASSES.stream().map(JavaClass::getPackageName).distinct())
        .allMatch(name -> name.equals(ROOT) || MAY_USE.containsKey(name.split("\\.", -1)[2]));
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void onlyTheRootUsesTheTrail() {
    noClasses()
        .that(not(resideInAnyPackage(ROOT, ROOT + ".audit..")))
        .should()
        .dependOnClassesThat(resideInAPackage(ROOT + ".audit.."))
        .check(CLASSES);
  }

  @Test
  void processesAreStartedInTheKernelOnly() {
    noClasses()
        .that(not(resideInAPackage(ROOT + ".kernel..")))
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(ProcessBuilder.class, Process.class)
        .check(CLASSES);
  }

  @Test
  void sqlIsSpokenInTheStoreAndInTablesOnly() {
    noClasses()
        .that(not(resideInAPackage(ROOT + ".store..")).and(not(named("Table"))))
        .should()
        .dependOnClassesThat(resideInAnyPackage("java.sql..", "javax.sql.."))
        .check(CLASSES);
  }

  @Test
  void helidonIsSpokenInWebAndInApisAndSocketsOnly() {
    noClasses()
        .that(
            not(resideInAPackage(ROOT + ".web..")).and(not(named("Api"))).and(not(named("Socket"))))
        .should()
        .dependOnClassesThat(resideInAPackage("io.helidon.."))
        .check(CLASSES);
  }

  @Test
  void nobodySleeps() {
    noClasses()
        .should(
            callMethodWhere(
                DescribedPredicate.describe(
                    "Thread.sleep",
                    call ->
                        call.getTargetOwner().isEquivalentTo(Thread.class)
                            && call.getName().equals("sleep"))))
        .check(CLASSES);
  }

  @Test
  void nothingIsInjectedIntoFields() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("javax.inject..", "jakarta.inject..", "io.avaje.inject.."))
        .check(CLASSES);
    noClasses()
        .that(not(resideInAPackage(ROOT)))
        .should()
        .dependOnClassesThat(resideInAPackage("picocli.."))
        .check(CLASSES);
  }

  @Test
  void everyPackageSaysWhatItIsForAndIsNullMarked() throws Exception {
    try (Stream<Path> all = Files.walk(Path.of("src/main/java/io/slipway"))) {
      for (Path folder : all.filter(Files::isDirectory).toList()) {
        assertThat(folder.resolve("package-info.java"))
            .content()
            .contains("@NullMarked")
            .startsWith("/**");
      }
    }
  }

  /** Returns whether a class, or the one around it, has a name of that ending. */
  private static DescribedPredicate<JavaClass> named(String ending) {
    return DescribedPredicate.describe(
        "named …" + ending, found -> found.getName().replaceAll("\\$.*", "").endsWith(ending));
  }
}
