package ducksite.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Who may import whom, and the few rules of style that a machine can check. Package patterns begin
 * with {@code ..} so that the same rules can be tried on planted classes.
 */
final class HouseRules {
  /** The rooms of the engine; imports go down this list only. */
  static final List<String> ROOMS =
      List.of(
          "..ducksite.engine",
          "..ducksite.engine.page",
          "..ducksite.engine.route",
          "..ducksite.engine.cache",
          "..ducksite.engine.render",
          "..ducksite.engine.model",
          "..ducksite.engine.datamap",
          "..ducksite.engine.plugin",
          "..ducksite.engine.plugin.verify",
          "..ducksite.engine.duck",
          "..ducksite.engine.parquet",
          "..ducksite.engine.store",
          "..ducksite.engine.sql",
          "..ducksite.engine.project");

  private static final String[] PLATFORM = {"java..", "org.jspecify.."};

  private HouseRules() {}

  static List<Rule> all() {
    List<Rule> rules = new ArrayList<>(rooms());
    rules.add(only("DuckDB's driver", "engine.duck", "SeesDuckDb", "org.duckdb.."));
    rules.add(
        new Rule(
            "Only the rooms duck and store of the engine see java.sql",
            outside("..ducksite.engine.duck..", "..ducksite.engine.store..")
                .dependOnClassesThat(in("java.sql..")),
            "SeesSql"));
    rules.add(only("SQLite", "engine.store", "SeesSqlite", "org.sqlite.."));
    rules.add(
        new Rule(
            "Only the rooms duck and render of the engine see Arrow",
            outside("..ducksite.engine.duck..", "..ducksite.engine.render..")
                .dependOnClassesThat(in("org.apache.arrow..")),
            "SeesArrow"));
    rules.add(only("parquet-hadoop", "engine.parquet", "SeesParquet", "org.apache.parquet.."));
    rules.add(only("Undertow", "http", "SeesUndertow", "io.undertow..", "org.xnio.."));
    rules.add(
        new Rule(
            "Only the rooms project and plugin of the engine see the TOML parser",
            outside("..ducksite.engine.project..", "..ducksite.engine.plugin..")
                .dependOnClassesThat(in("org.tomlj..")),
            "SeesToml"));
    rules.add(
        new Rule(
            "The api knows only java.base",
            classes()
                .that(resideInAPackage("..ducksite.api.."))
                .should()
                .onlyDependOnClassesThat(
                    resideInAnyPackage(
                        "java.io..",
                        "java.lang..",
                        "java.math..",
                        "java.net..",
                        "java.nio..",
                        "java.time..",
                        "java.util..",
                        "org.jspecify..",
                        "..ducksite.api..")),
            "SeesSwing"));
    rules.add(
        new Rule(
            "Plugins know only the api and the JDK",
            classes()
                .that(resideInAPackage("..ducksite.plugins.."))
                .should()
                .onlyDependOnClassesThat(
                    resideInAnyPackage(
                        PLATFORM[0],
                        PLATFORM[1],
                        "javax..",
                        // private jars of the plugin s3
                        "software.amazon.awssdk..",
                        "..ducksite.api..",
                        "..ducksite.plugins..")),
            "SeesHost"));
    rules.add(
        new Rule(
            "Nobody knows the plugins",
            outside("..ducksite.plugins..").dependOnClassesThat(in("..ducksite.plugins..")),
            "SeesPlugin"));
    rules.add(
        new Rule(
            "The engine does not know the front end or the command line",
            noClasses()
                .that(resideInAPackage("..ducksite.engine.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage("..ducksite.http..", "..ducksite.app..")),
            "SeesFrontEnd"));
    rules.add(
        new Rule(
            "Every public type of the api tells its status",
            classes()
                .that(resideInAPackage("..ducksite.api.."))
                .and()
                .arePublic()
                .and()
                .areTopLevelClasses()
                .and()
                .areNotAnnotations()
                .should()
                .beAnnotatedWith("ducksite.api.ApiStatus"),
            "SeesSwing"));
    rules.add(
        new Rule(
            "No class is named Manager, Helper, Util or Impl",
            noClasses().should().haveNameMatching(".*(Manager|Helper|Helpers|Util|Utils|Impl)"),
            "PageManager"));
    rules.add(
        new Rule(
            "No class throws a bare RuntimeException, Exception or Throwable",
            GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS,
            "ThrowsBare"));
    rules.add(
        new Rule(
            "Only the command line writes to the standard streams",
            noClasses()
                .that(
                    DescribedPredicate.not(
                        resideInAnyPackage("..ducksite.app..", "..ducksite.testkit..")))
                .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS),
            "Prints"));
    rules.add(
        new Rule(
            "No public field can be assigned",
            noFields().that().arePublic().should().notBeFinal(),
            "HasPublicField"));
    return rules;
  }

  private static List<Rule> rooms() {
    List<Rule> rules = new ArrayList<>();
    for (int room = 1; room < ROOMS.size(); room++) {
      String[] above = ROOMS.subList(0, room).toArray(String[]::new);
      String name = ROOMS.get(room).substring(ROOMS.get(room).lastIndexOf('.') + 1);
      ArchRule check =
          noClasses()
              .that(resideInAPackage(ROOMS.get(room)))
              .should()
              .dependOnClassesThat(resideInAnyPackage(above));
      rules.add(
          new Rule(
              "The room " + name + " imports no room above it",
              check,
              "Looks" + title(name) + "Up"));
    }
    return rules;
  }

  private static Rule only(String what, String where, String planted, String... packages) {
    return new Rule(
        "Only " + where + " sees " + what,
        outside("..ducksite." + where + "..").dependOnClassesThat(in(packages)),
        planted);
  }

  private static com.tngtech.archunit.lang.syntax.elements.ClassesShould outside(
      String... packages) {
    return noClasses().that(DescribedPredicate.not(resideInAnyPackage(packages))).should();
  }

  private static DescribedPredicate<JavaClass> in(String... packages) {
    return resideInAnyPackage(packages).as("reside in " + Arrays.toString(packages));
  }

  private static String title(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }
}
