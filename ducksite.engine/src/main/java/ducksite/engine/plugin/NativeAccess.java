package ducksite.engine.plugin;

import ducksite.engine.plugin.verify.DefectException;

/** The refusal of native code to a plugin that the operator has not named. */
final class NativeAccess {

  static final String HINT =
      "name the plugin in [plugins] native, if you trust its native code; it must be a modular jar";

  private NativeAccess() {}

  /** The defect of a plugin that the operator named and that cannot be granted what he says. */
  static DefectException refused(String why) {
    return new DefectException(
        "plugin/native-access",
        "[plugins] native names it, but " + why + ", and native access is granted to modules only",
        "take it out of [plugins] native, or use a modular jar whose private jars are modules too");
  }

  /** Whether the platform refused native code: to a module, or to the unnamed one of a loader. */
  static boolean isRefusal(RecordedThrowable thrown) {
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      if (each instanceof RecordedThrowable recorded
          && recorded.isA(IllegalCallerException.class)
          && String.valueOf(recorded.getMessage()).contains("native access")) {
        return true;
      }
    }
    return false;
  }
}
