package ducksite.app;

import ducksite.engine.BuildSettings;
import ducksite.engine.Diagnosis;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * {@code doctor}: looks at the machine and at the project and tells what would keep the site from
 * working.
 */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = "Looks for what would keep the site from working.")
final class DoctorCommand implements Callable<Integer> {

  @Mixin private CommonOptions common;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    LogLevel.set(common.verbose);
    BuildSettings settings = common.build(message -> {}, false);
    Diagnosis diagnosis = Diagnosis.of(settings);
    Map<String, Object> facts = new LinkedHashMap<>(diagnosis.facts());
    facts.put(
        "image plugins",
        ImageHome.plugins() == null
            ? "none: not started from an image"
            : ImageHome.plugins().toString());
    var out = spec.commandLine().getOut();
    if (common.json) {
      Map<String, Object> all = new LinkedHashMap<>();
      all.put("facts", facts);
      all.put("failures", diagnosis.failures());
      out.println(Json.text(all));
    } else {
      facts.forEach((name, value) -> out.printf("%-16s %s%n", name, value));
      diagnosis.failures().forEach(failure -> out.println("FAILED           " + failure));
      out.println(diagnosis.failures().isEmpty() ? "everything works" : "something does not work");
    }
    return diagnosis.failures().isEmpty() ? ExitCode.OK : ExitCode.PROBLEMS;
  }
}
