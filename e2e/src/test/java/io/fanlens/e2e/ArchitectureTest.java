package io.fanlens.e2e;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may use whom, over the compiled classes of all modules that are built. */
class ArchitectureTest {

  /** Each module with those that it may use. */
  private static final Map<String, Set<String>> ALLOWED =
      Map.of(
          "shared", Set.of(),
          "functions", Set.of("shared"),
          "stage", Set.of("shared"),
          "infra", Set.of("shared", "stage"),
          "operations", Set.of("shared", "stage"),
          "local", Set.of("shared", "operations"),
          "bench", Set.of("shared", "stage", "operations", "local"),
          "e2e", Set.of("shared", "stage", "operations", "local"));

  /** Those without which nothing would be checked. */
  private static final List<String> NEEDED =
      List.of("shared", "stage", "operations", "local", "functions");

  private static final int MOST_FILES = 30;

  private static JavaClasses classes;

  @BeforeAll
  static void read() {
    for (String module : NEEDED) {
      assertTrue(Files.isDirectory(compiled(module)), module + " is not built");
    }
    classes =
        new ClassFileImporter()
            .importPaths(
                ALLOWED.keySet().stream()
                    .map(ArchitectureTest::compiled)
                    .filter(Files::isDirectory)
                    .toList());
  }

  @Test
  void shouldUseOnlyTheModulesThatAModuleMayUse() {
    Set<String> violations = new TreeSet<>();
    for (JavaClass each : classes) {
      String from = module(each).orElseThrow();
      for (Dependency dependency : each.getDirectDependenciesFromSelf()) {
        Optional<String> to = module(dependency.getTargetClass());
        if (to.isPresent() && !to.get().equals(from) && !ALLOWED.get(from).contains(to.get())) {
          violations.add("%s uses %s: %s".formatted(from, to.get(), dependency.getDescription()));
        }
      }
    }
    assertEquals(Set.of(), violations);
  }

  @Test
  void shouldKnowNothingOfTheCdkInTheStage() {
    noClasses()
        .that(isOf("stage"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("software.amazon.awscdk..", "software.constructs..")
        .check(classes);
  }

  @Test
  void shouldKnowNothingOfTheLocalCloudInOperations() {
    noClasses()
        .that(isOf("operations"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.fanlens.local..")
        .check(classes);
  }

  @Test
  void shouldHaveNoCycleBetweenPackages() {
    slices().matching("io.fanlens.(**)").should().beFreeOfCycles().check(classes);
  }

  @Test
  void shouldDecideWithoutAnyClientOfAws() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.fanlens.settings..",
            "io.fanlens.picture..",
            "io.fanlens.quota..",
            "io.fanlens.spending..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("software.amazon.awssdk.services..")
        .check(classes);
  }

  @Test
  void shouldShareNothingThatNoFunctionReaches() {
    Set<JavaClass> reached = new HashSet<>();
    Deque<JavaClass> next = new ArrayDeque<>();
    classes.stream()
        .filter(each -> module(each).orElseThrow().equals("functions"))
        .forEach(next::add);
    while (!next.isEmpty()) {
      JavaClass each = next.remove();
      if (reached.add(each)) {
        each.getDirectDependenciesFromSelf().stream()
            .map(Dependency::getTargetClass)
            .filter(target -> module(target).isPresent())
            .forEach(next::add);
        // Whoever implements what is called may be called.
        next.addAll(each.getSubclasses());
      }
    }
    Set<String> unreached =
        classes.stream()
            .filter(each -> module(each).orElseThrow().equals("shared"))
            .filter(each -> !each.getSimpleName().equals("package-info"))
            .filter(each -> !reached.contains(each))
            .map(JavaClass::getName)
            // What the compiler makes of a switch over an enum is part of the class around it.
            .filter(name -> !name.matches(".*\\$\\d+"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(Set.of(), unreached);
  }

  @Test
  void shouldKeepPackagesSmall() throws IOException {
    Map<String, Long> tooLarge = new TreeMap<>();
    for (String module : ALLOWED.keySet()) {
      for (String sources : List.of("src/main/java", "src/test/java")) {
        Path root = Path.of("..", module, sources);
        if (Files.isDirectory(root)) {
          try (Stream<Path> files = Files.walk(root)) {
            files
                .filter(file -> file.toString().endsWith(".java"))
                .collect(Collectors.groupingBy(Path::getParent, Collectors.counting()))
                .forEach(
                    (folder, count) -> {
                      if (count > MOST_FILES) {
                        tooLarge.put(folder.toString(), count);
                      }
                    });
          }
        }
      }
    }
    assertEquals(Map.of(), tooLarge);
  }

  private static Path compiled(String module) {
    return Path.of("..", module, "target", "classes");
  }

  private static DescribedPredicate<JavaClass> isOf(String module) {
    return DescribedPredicate.describe(
        "are of the module " + module, each -> module(each).filter(module::equals).isPresent());
  }

  /** Empty for classes of other libraries. */
  private static Optional<String> module(JavaClass each) {
    return each.getBaseComponentType()
        .getSource()
        .map(source -> source.getUri().getPath())
        .flatMap(
            path ->
                ALLOWED.keySet().stream()
                    .filter(module -> path.contains("/" + module + "/target/classes/"))
                    .findAny());
  }
}
