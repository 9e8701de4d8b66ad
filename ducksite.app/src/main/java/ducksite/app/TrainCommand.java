package ducksite.app;

import ducksite.engine.BuildSettings;
import ducksite.engine.CurrentSite;
import ducksite.engine.SiteBuilder;
import ducksite.engine.StateFolder;
import ducksite.engine.project.Overrides;
import ducksite.engine.project.Problems;
import ducksite.http.ServerSettings;
import ducksite.http.SiteServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code train}: a run of everything that a start needs, for the image's cache of loaded and linked
 * classes.
 */
@Command(
    name = "train",
    hidden = true,
    description = "Runs the demo once, for the image's start-up cache.")
final class TrainCommand implements Callable<Integer> {

  private static final List<String> ADDRESSES =
      List.of(
          "/",
          "/readyz",
          "/metrics",
          "/openapi.json",
          "/-/routes",
          "/-/plugins",
          "/-/problems",
          "/sql/_manifest.json",
          "/nothing-here");
  private static final List<String> FORMATS = List.of("json", "csv", "arrow", "parquet", "html_t");

  @Parameters(
      index = "0",
      paramLabel = "DIR",
      description = "A project whose state folder may be written.")
  private Path root = Path.of("");

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    StateFolder state = new StateFolder(Path.of("train-state"));
    BuildSettings settings =
        new BuildSettings(
            root,
            state,
            Overrides.none(),
            ImageHome.plugins(),
            false,
            ProductVersion.text(),
            message -> {});
    CurrentSite current = new CurrentSite();
    try (SiteBuilder builder = new SiteBuilder(settings);
        SiteServer server =
            SiteServer.start(
                new ServerSettings(
                    "127.0.0.1",
                    0,
                    List.of(),
                    1 << 20,
                    Duration.ofSeconds(5),
                    state.temporary(),
                    ProductVersion.text(),
                    List.of(),
                    false,
                    System.err),
                current)) {
      Problems problems = new Problems();
      current.swap(builder.compile(problems));
      spec.commandLine()
          .getOut()
          .println("training on " + server.url() + ", problems: " + problems.all().size());
      visit(server.url(), current);
      current.close();
    }
    return ExitCode.OK;
  }

  private static void visit(String url, CurrentSite current)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient();
        CurrentSite.Lease lease = current.lease().orElseThrow()) {
      for (String address : ADDRESSES) {
        get(client, url + address, "text/html");
        get(client, url + address, "*/*");
      }
      for (var page : lease.site().pages()) {
        get(client, url + page.url(), "text/html");
        get(client, url + page.url(), "text/html");
      }
      for (var route : lease.site().routes()) {
        for (String format : FORMATS) {
          get(client, url + route.source().path() + "?limit=10&format=" + format, "*/*");
        }
      }
      for (var file : lease.site().dataMap().files()) {
        get(client, url + "/" + file.httpPath(), "*/*");
      }
    }
  }

  private static void get(HttpClient client, String url, String accept)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Accept", accept)
            .header("Range", "bytes=0-99")
            .build();
    client.send(request, HttpResponse.BodyHandlers.discarding());
  }
}
