package ducksite.architecture;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class HouseRulesTest {
  /** At least this many classes of a package must be seen, or the rules say nothing about it. */
  private static final Map<String, Integer> LEAST =
      Map.of(
          "ducksite.api", 15,
          "ducksite.engine.", 150,
          "ducksite.http", 20,
          "ducksite.app", 10,
          "ducksite.plugins.staticfiles", 1,
          "ducksite.plugins.modelchain", 1,
          "ducksite.plugins.tokens", 1,
          "ducksite.testkit", 2);

  private static final JavaClasses BUILT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("ducksite");

  private static final JavaClasses PLANTED = new ClassFileImporter().importPackages("planted");

  static List<Rule> rules() {
    return HouseRules.all();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theHouseKeeps(Rule rule) {
    rule.check().allowEmptyShould(true).check(BUILT);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void aPlantedViolationIsFound(Rule rule) {
    List<String> details = rule.check().evaluate(PLANTED).getFailureReport().getDetails();
    assertTrue(
        details.stream().anyMatch(detail -> detail.contains("." + rule.planted())),
        () ->
            "The rule does not see the class " + rule.planted() + ", which breaks it: " + details);
  }

  @Test
  void theRulesSeeTheClassesOfEveryModule() {
    LEAST.forEach(
        (name, least) -> {
          long seen =
              BUILT.stream()
                  .map(JavaClass::getPackageName)
                  .filter(found -> found.startsWith(name))
                  .count();
          assertTrue(
              seen >= least,
              () -> "Only " + seen + " classes of " + name + " are on the class path.");
        });
  }

  @Test
  void everyRoomOfTheListExists() {
    for (String room : HouseRules.ROOMS) {
      String name = room.replace("..", "");
      assertTrue(
          BUILT.containPackage(name),
          () -> "The room " + name + " has no class: is the list out of date?");
    }
  }

  @Test
  void everyPackageOfTheEngineIsARoomOfTheList() {
    BUILT.stream()
        .map(JavaClass::getPackageName)
        .filter(name -> name.equals("ducksite.engine") || name.startsWith("ducksite.engine."))
        .distinct()
        .forEach(
            name ->
                assertTrue(
                    HouseRules.ROOMS.contains(".." + name),
                    () -> name + " is not on the list of rooms."));
  }
}
