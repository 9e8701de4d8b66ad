package ducksite.app;

import ducksite.api.route.Preprocessor;
import ducksite.engine.BuildSettings;
import ducksite.engine.CurrentSite;
import ducksite.engine.RejectedChange;
import ducksite.engine.Site;
import ducksite.engine.SiteBuilder;
import ducksite.engine.StateFolder;
import ducksite.engine.project.Overrides;
import ducksite.engine.project.Problem;
import ducksite.engine.project.Problems;
import ducksite.http.ServerSettings;
import ducksite.http.SiteServer;
import ducksite.testkit.PluginJar;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A project that is watched and served, with a route whose plugin tells its version. */
final class WatchedSite implements AutoCloseable {

  private static final Duration INTERVAL = Duration.ofMillis(20);

  final TestProject project;
  final List<String> reported = new CopyOnWriteArrayList<>();
  private final CurrentSite current = new CurrentSite();
  private final SiteBuilder builder;
  private final SiteServer server;
  private final SiteFollower follower;

  WatchedSite(Path root) throws IOException {
    project =
        new TestProject(root)
            .file("routes_src/stamp.toml", "[params.v]\n[[preprocess]]\nplugin = \"stamp\"\n")
            .file("routes_src/stamp.sql", "SELECT $v AS v")
            .file("routes_src/plain.toml", "")
            .file("routes_src/plain.sql", "SELECT 1 AS one");
    plugin("stamp.jar", plain("1"));
    StateFolder state = new StateFolder(root.resolve(".ducksite_data"));
    builder =
        new SiteBuilder(
            new BuildSettings(root, state, Overrides.none(), null, false, "1", message -> {}));
    server =
        SiteServer.start(
            new ServerSettings(
                "127.0.0.1", 0, List.of(), 1 << 20, Duration.ofSeconds(2), state.temporary(), "1"),
            current);
    follower =
        new SiteFollower(
            builder, state, new ProjectWatch(root, "routes_src"), INTERVAL, 1, begin(), audience());
    follower.start();
  }

  private List<Problem> begin() throws IOException {
    Problems problems = new Problems();
    current.swap(builder.build(problems).site());
    return problems.all();
  }

  private SiteFollower.Audience audience() {
    return new SiteFollower.Audience() {
      @Override
      public Optional<String> swap(Site site) {
        current.swap(site);
        return Optional.empty();
      }

      @Override
      public void report(Problems problems) {
        problems.errors().forEach(each -> reported.add(each.code()));
      }

      @Override
      public void reject(RejectedChange change) {
        current.reject(change);
      }

      @Override
      public Optional<CurrentSite.Lease> lease() {
        return current.lease();
      }
    };
  }

  /** A plain jar whose preprocessor sets the parameter {@code v}. */
  static PluginJar plain(String version) {
    return PluginJar.empty()
        .source("p.Stamp", source(version))
        .provider(Preprocessor.class, "p.Stamp");
  }

  /** The same as a module. */
  static PluginJar modular(String version) {
    return PluginJar.empty()
        .source(
            "module-info",
            "module stamp { requires ducksite.api; provides ducksite.api.route.Preprocessor with"
                + " p.Stamp; }")
        .source("p.Stamp", source(version));
  }

  static String source(String version) {
    return """
    package p;
    import ducksite.api.route.*;
    import java.util.*;
    public final class Stamp implements Preprocessor {
      static final ThreadLocal<byte[]> BUFFER = ThreadLocal.withInitial(() -> new byte[1000]);
      @Override public Map<String, Object> process(Map<String, Object> values, RouteContext context) {
        BUFFER.get()[0]++;
        Map<String, Object> changed = new HashMap<>(values) {};
        changed.put("v", "version " + %s);
        return changed;
      }
    }
    """
        .formatted(version);
  }

  /** Puts a jar into {@code plugins/} in one step. */
  void plugin(String name, PluginJar jar) throws IOException {
    Path target = project.root.resolve("plugins").resolve(name);
    Files.createDirectories(target.getParent());
    Files.move(
        jar.writeTo(project.root.resolve("written.jar")),
        target,
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /** The body of an answer, which must be 200. */
  String get(String path) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) URI.create(server.url() + path).toURL().openConnection();
    int status = connection.getResponseCode();
    try (InputStream body =
        status == 200 ? connection.getInputStream() : connection.getErrorStream()) {
      String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
      if (status != 200) {
        throw new AssertionError(path + " was answered with " + status + ": " + text);
      }
      return text;
    }
  }

  /** Waits until an answer holds a text. */
  void await(String path, String text) throws IOException, InterruptedException {
    while (!get(path).contains(text)) {
      Thread.sleep(10);
    }
  }

  @Override
  public void close() {
    follower.close();
    server.close();
    current.close();
    builder.close();
  }
}
