package ducksite.app;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code version}: which program this is. */
@Command(name = "version", mixinStandardHelpOptions = true, description = "Tells the version.")
final class VersionCommand implements Callable<Integer> {

  @Option(names = "--json", description = "Prints the machine form.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("ducksite", ProductVersion.text());
    facts.put("java", Runtime.version().toString());
    facts.put("platform", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    var out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(facts));
    } else {
      out.println(
          "ducksite "
              + facts.get("ducksite")
              + " (Java "
              + facts.get("java")
              + ", "
              + facts.get("platform")
              + ")");
    }
    return ExitCode.OK;
  }
}
