package ducksite.engine.project;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Section {@code [server]}.
 *
 * @param host address to listen on
 * @param port port to listen on; 0 takes a free one
 * @param hosts accepted {@code Host} headers besides the bound address and localhost
 * @param drain how long requests may finish after SIGTERM
 * @param maxBody largest request body in bytes
 * @param trustedProxies addresses or CIDR blocks whose forwarded headers count
 * @param sourceDirectory folder of the routes, relative to the project
 * @param watch whether {@code serve} compiles again when a file changes
 * @param watchInterval pause between two looks at the files
 */
public record ServerSettings(
    String host,
    int port,
    List<String> hosts,
    Duration drain,
    long maxBody,
    List<AddressRange> trustedProxies,
    String sourceDirectory,
    boolean watch,
    Duration watchInterval) {

  public ServerSettings {
    hosts = List.copyOf(hosts);
    trustedProxies = List.copyOf(trustedProxies);
  }

  static ServerSettings read(SectionReader section) {
    String source = section.string("source_dir");
    if (!ProjectPaths.isInside(source)) {
      String message =
          "`server.source_dir` must be a folder below the project, not \"" + source + "\"";
      section.problem("outside-project", "source_dir", message, "the default is routes_src");
      source = "routes_src";
    }
    return new ServerSettings(
        section.string("host"),
        section.integer("port"),
        section.strings("hosts"),
        section.duration("drain_seconds"),
        section.bytes("max_body"),
        proxies(section),
        ProjectPaths.normal(source),
        section.bool("watch"),
        section.duration("watch_interval"));
  }

  private static List<AddressRange> proxies(SectionReader section) {
    List<AddressRange> ranges = new ArrayList<>();
    for (String text : section.strings("trusted_proxies")) {
      AddressRange.parse(text)
          .ifPresentOrElse(
              ranges::add,
              () ->
                  section.problem(
                      "invalid-value",
                      "trusted_proxies",
                      "'" + text + "' is neither an address nor a block of addresses",
                      "write addresses, such as \"10.0.0.7\" or \"10.0.0.0/8\", not names"));
    }
    return ranges;
  }
}
