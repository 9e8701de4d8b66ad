package ducksite.image;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Builds {@code target/ducksite} and its archive: link, native libraries, launcher, plugins, sdk,
 * demo, legal texts, AOT cache. Linking and training are skipped while their inputs are the same.
 */
public final class ImageBuild {
  private final ImagePlan plan;
  private final PrintStream out;

  private ImageBuild(ImagePlan plan, PrintStream out) {
    this.plan = plan;
    this.out = out;
  }

  /**
   * Runs the build with the {@code key=value} arguments of {@link ImagePlan}; exits with 1 and one
   * message if it fails.
   */
  public static void main(String[] arguments) throws IOException {
    try {
      new ImageBuild(ImagePlan.of(arguments), System.out).run();
    } catch (BuildException e) {
      System.err.println("image: " + e.getMessage());
      System.exit(1);
    }
  }

  private void run() throws IOException {
    Path image = plan.image();
    LinkedImage linked = new LinkedImage(plan);
    String fingerprint = linked.fingerprint();
    Path stamp = plan.target().resolve("image.link-stamp");
    Path finished = plan.target().resolve("image.stamp");
    Files.deleteIfExists(finished);
    boolean fresh =
        Fingerprint.unchanged(stamp, fingerprint) && Files.exists(image.resolve(Launcher.CACHE));
    if (!fresh) {
      Files.deleteIfExists(stamp);
      Trees.delete(image);
      step("link", () -> linked.link(image));
    }
    step("plugins, sdk, demo, legal", () -> fill(image));
    if (!fresh) {
      step("AOT cache", () -> new Training(plan).run(image));
      Files.writeString(stamp, fingerprint);
    }
    SizeReport sizes = new SizeReport(image);
    sizes.print(out);
    sizes.check();
    archive(image);
    Files.writeString(finished, plan.version() + "\n");
  }

  private void fill(Path image) throws IOException {
    Path plugins = image.resolve("plugins");
    Trees.delete(plugins);
    Files.createDirectories(plugins);
    Set<Path> libraries = new LinkedHashSet<>(plan.jars("modules"));
    for (Path jar : plan.jars("plugins")) {
      Files.copy(jar, plugins.resolve(jar.getFileName()));
      libraries.addAll(copyPrivateJars(jar, plugins));
    }
    new SdkRepository(plan.path("root"), plan.version())
        .writeTo(image.resolve("sdk"), plan.jars("sdk"));
    new Licences(plan.path("licences")).writeTo(image.resolve("legal"), List.copyOf(libraries));
    new Demo(plan.path("root").resolve("examples"), plan.target().resolve("fetch.log"))
        .writeTo(image.resolve("demo"));
  }

  /** The jars of a plugin's own, into the folder that has the name of its jar. */
  private List<Path> copyPrivateJars(Path plugin, Path plugins) throws IOException {
    List<Path> jars = plan.privateJars(plugin);
    if (!jars.isEmpty()) {
      String name = plugin.getFileName().toString();
      Path folder = plugins.resolve(name.substring(0, name.lastIndexOf('.')));
      Files.createDirectories(folder);
      for (Path jar : jars) {
        Files.copy(jar, folder.resolve(jar.getFileName()));
      }
    }
    return jars;
  }

  private void archive(Path image) throws IOException {
    String name = "ducksite-" + Platform.current().label() + ".tar.gz";
    Path archive = plan.target().resolve(name);
    Path stamp = plan.target().resolve("image.archive-stamp");
    String fingerprint = new Fingerprint().tree(image).hex();
    if (Files.exists(archive) && Fingerprint.unchanged(stamp, fingerprint)) {
      return;
    }
    step(name, () -> new Archive(image).writeTo(archive));
    Files.writeString(stamp, fingerprint);
  }

  private void step(String name, Step step) throws IOException {
    long start = System.nanoTime();
    step.run();
    out.printf("  %-24s %7.1f s%n", name, (System.nanoTime() - start) / 1e9);
  }

  /** A part of the build that may fail on files. */
  private interface Step {
    void run() throws IOException;
  }
}
