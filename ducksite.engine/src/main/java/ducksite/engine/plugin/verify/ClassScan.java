package ducksite.engine.plugin.verify;

import ducksite.engine.project.Problem;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The examination of classes that the host itself has compiled, so that they fit by nature. */
public final class ClassScan {

  private ClassScan() {}

  /**
   * What an operator should know of some classes.
   *
   * @param classes class files by binary name
   */
  public static List<Problem> warnings(Map<String, byte[]> classes) {
    RiskyCalls risks = new RiskyCalls();
    Collection<byte[]> ordered = new TreeMap<>(classes).values();
    ordered.forEach(bytes -> ClassReading.read(bytes, "", risks));
    return risks.warnings();
  }
}
