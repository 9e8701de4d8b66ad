package ducksite.engine.plugin;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** The flight recorder's event for a plugin whose classes the collector has removed. */
@Name("ducksite.PluginUnloaded")
@Label("Plugin Unloaded")
@Category("ducksite")
@Description("The class loader of an ended plugin has been collected")
@StackTrace(false)
final class PluginUnloaded extends Event {

  @Label("Plugin")
  String id = "";

  @Label("SHA-256")
  String sha256 = "";

  @Label("Milliseconds")
  @Description("From the plugin's end to the proof")
  @Timespan(Timespan.MILLISECONDS)
  long milliseconds;

  @Label("Metaspace")
  @Description("Metaspace in use after it")
  @DataAmount
  long metaspace;
}
