package ducksite.engine;

import ducksite.engine.duck.BoundSql;
import ducksite.engine.duck.DuckException;
import ducksite.engine.duck.DuckInstances;
import ducksite.engine.duck.DuckLease;
import ducksite.engine.duck.DuckPool;
import ducksite.engine.duck.DuckSettings;
import ducksite.engine.duck.SqlGate;
import ducksite.engine.project.AuthMode;
import ducksite.engine.project.AuthSettings;
import ducksite.engine.project.PoolSettings;
import ducksite.engine.project.Problems;
import ducksite.engine.project.Project;
import ducksite.engine.project.ProjectReader;
import ducksite.engine.project.SecretReference;
import ducksite.engine.route.SecretStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What can be said of a machine and a project before a site is built.
 *
 * @param facts in the order in which people read them
 * @param failures what does not work, one sentence each
 */
public record Diagnosis(Map<String, String> facts, List<String> failures) {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int MEGABYTE = 1 << 20;

  /** Looks. */
  public static Diagnosis of(BuildSettings settings) {
    Map<String, String> facts = new LinkedHashMap<>();
    List<String> failures = new ArrayList<>();
    facts.put("ducksite", settings.productVersion());
    facts.put("java", Runtime.version().toString());
    facts.put("platform", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    facts.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
    Problems problems = new Problems();
    Project project = ProjectReader.read(settings.root(), settings.overrides(), problems);
    PoolSettings pool = project.config().sql().standard();
    MemoryPlan plan = MemoryPlan.of(pool);
    facts.put(
        "memory",
        megabytes(plan.total())
            + " in all, heap up to "
            + megabytes(plan.heap())
            + ", DuckDB up to "
            + megabytes(plan.standard()));
    facts.put("project", settings.root() + ", " + problems.errors().size() + " errors");
    problems.errors().forEach(problem -> failures.add(problem.message()));
    AuthSettings auth = project.config().auth();
    facts.put(
        "authentication",
        auth.mode().name().toLowerCase(Locale.ROOT)
            + (auth.mode() == AuthMode.EXTERNAL ? ", by " + auth.adapter() : ""));
    secrets(project, facts, failures);
    state(settings, facts, failures);
    engine(settings, plan, facts, failures);
    return new Diagnosis(facts, failures);
  }

  private static void secrets(Project project, Map<String, String> facts, List<String> failures) {
    List<SecretReference> declared =
        new ArrayList<>(project.config().secrets().references().values());
    project.routes().forEach(route -> declared.addAll(route.secrets().values()));
    if (declared.isEmpty()) {
      return;
    }
    SecretStore store = new SecretStore(project.root(), project.config().secrets(), System::getenv);
    List<String> missing =
        declared.stream().map(store::complaint).flatMap(Optional::stream).sorted().toList();
    facts.put(
        "secrets", declared.size() + " declared, " + (declared.size() - missing.size()) + " found");
    failures.addAll(missing);
  }

  private static void state(
      BuildSettings settings, Map<String, String> facts, List<String> failures) {
    Path folder = settings.state().folder();
    try {
      Files.createDirectories(settings.state().temporary());
      Path probe = Files.createTempFile(settings.state().temporary(), "doctor-", ".tmp");
      Files.delete(probe);
      long free = Files.getFileStore(folder).getUsableSpace();
      facts.put("state", folder + ", " + megabytes(free) + " free");
      facts.put(
          "published",
          settings
              .state()
              .current()
              .map(each -> "generation " + each.number())
              .orElse("nothing yet"));
    } catch (IOException e) {
      failures.add("the state folder " + folder + " cannot be used: " + e.getMessage());
    }
  }

  private static void engine(
      BuildSettings settings, MemoryPlan plan, Map<String, String> facts, List<String> failures) {
    try (SqlGate gate = new SqlGate();
        DuckInstances instances = new DuckInstances(gate);
        DuckLease lease =
            instances.acquire(
                new DuckSettings(
                    List.of(), settings.state().temporary().resolve("duckdb"), plan.standard(), 1),
                new DuckPool(1, 1))) {
      long answer =
          lease.instance().count(BoundSql.of("SELECT * FROM range(42)"), PATIENCE, () -> false);
      facts.put("DuckDB", answer == 42 ? "answers" : "miscounts");
    } catch (DuckException | LinkageError e) {
      failures.add("DuckDB does not start: " + e.getMessage());
    }
  }

  private static String megabytes(long bytes) {
    return bytes / MEGABYTE + " MiB";
  }
}
