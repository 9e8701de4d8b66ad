package ducksite.engine.plugin.verify;

import ducksite.engine.plugin.verify.ClassFacts.Member;
import ducksite.engine.project.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A collector of the calls that an operator may want to know of before enabling a plugin. The table
 * is the resource {@code risky-calls.txt}. Nothing here is forbidden, and code that hides its calls
 * is not found.
 */
final class RiskyCalls {

  private static final Map<String, Risk> TABLE = table();

  private record Risk(String what, String why) {}

  private record Found(String referrer, int others) {
    Found again(String name) {
      return name.equals(referrer) ? this : new Found(referrer, others + 1);
    }
  }

  private record Place(Risk risk, String jar) {}

  private final Map<Place, Found> found = new LinkedHashMap<>();

  void call(String owner, String member, String referrer, String jar) {
    Risk risk = TABLE.get(owner + " " + member);
    if (risk == null) {
      risk = TABLE.get(owner + " *");
    }
    if (risk != null) {
      add(risk, referrer, jar);
    }
  }

  void field(Member field, String referrer, String jar) {
    if (Modifier.isStatic(field.flags())) {
      Risk risk = TABLE.get("static " + field.descriptor());
      if (risk != null) {
        add(risk, referrer, jar);
      }
    }
  }

  private void add(Risk risk, String referrer, String jar) {
    found.merge(new Place(risk, jar), new Found(referrer, 0), (known, _) -> known.again(referrer));
  }

  /** One line for each kind of call and jar. */
  List<Problem> warnings() {
    List<Problem> warnings = new ArrayList<>();
    found.forEach(
        (place, found) ->
            warnings.add(
                Problem.warning(
                        "plugin/risky-call",
                        place.jar()
                            + ClassFacts.dotted(found.referrer())
                            + (found.others() == 0 ? "" : " and others")
                            + " "
                            + place.risk().what())
                    .withHint(place.risk().why())));
    return warnings;
  }

  private static Map<String, Risk> table() {
    Map<String, Risk> table = new HashMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(RiskyCalls.class.getResourceAsStream("risky-calls.txt")),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isBlank() || line.startsWith("#")) {
          continue;
        }
        String[] cells = line.split("\\|", -1);
        Risk risk = new Risk(cells[2].strip(), cells[3].strip());
        for (String member : cells[1].strip().split(" ")) {
          table.put(cells[0].strip() + " " + member, risk);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a table of this program cannot be read", e);
    }
    return table;
  }
}
