package ducksite.engine.plugin;

/** The refusal of native code to a plugin that the operator has not named. */
final class NativeAccess {

  static final String HINT =
      "name the plugin in [plugins] native, if you trust its native code; it must be a modular jar";

  private NativeAccess() {}

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
