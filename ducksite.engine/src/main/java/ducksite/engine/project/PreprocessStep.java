package ducksite.engine.project;

import ducksite.api.Options;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One step between the parameters and the SQL, named either by a plugin reference or by a file and
 * a method.
 *
 * @param plugin plugin reference as written, with an optional {@code :name}; null when the step is
 *     a file
 * @param callablePath file below {@code plugins/} as written; null when the step is a plugin
 * @param callableName method in that file; null when the step is a plugin
 * @param options the step's {@code kwargs} and further keys
 * @param position where the step is declared
 * @param positions places of its options, dotted for those of tables inside
 */
public record PreprocessStep(
    @Nullable String plugin,
    @Nullable String callablePath,
    @Nullable String callableName,
    Options options,
    Position position,
    Map<String, Position> positions) {

  public PreprocessStep {
    positions = Map.copyOf(positions);
  }

  /** The reference in messages: {@code plugin}, or path and name with a colon. */
  public String reference() {
    return plugin != null ? plugin : callablePath + ":" + callableName;
  }
}
