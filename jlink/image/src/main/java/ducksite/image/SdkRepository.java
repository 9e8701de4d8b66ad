package ducksite.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code sdk}: a Maven repository of files with what a plugin author compiles and tests against.
 * The parent's and the modules' own poms are in it as they are, so that versions come from one
 * place; libraries come from Maven Central.
 */
final class SdkRepository {
  private final Path repositoryRoot;
  private final String version;

  /**
   * @param repositoryRoot the folder of the parent pom
   */
  SdkRepository(Path repositoryRoot, String version) {
    this.repositoryRoot = repositoryRoot;
    this.version = version;
  }

  /** Writes the jars, whose names are {@code module-version.jar}, with their poms and sources. */
  void writeTo(Path sdk, List<Path> jars) throws IOException {
    Trees.delete(sdk);
    copy(repositoryRoot.resolve("pom.xml"), sdk, "ducksite.parent", ".pom");
    for (Path jar : jars) {
      String suffix = "-" + version + ".jar";
      String name = jar.getFileName().toString();
      if (!name.endsWith(suffix)) {
        throw new BuildException("The jar " + jar + " is not of the version " + version + ".");
      }
      String artefact = name.substring(0, name.length() - suffix.length());
      Path module = moduleFolder(artefact);
      copy(jar, sdk, artefact, ".jar");
      copy(module.resolve("pom.xml"), sdk, artefact, ".pom");
      sources(
          module.resolve("src/main/java"),
          folder(sdk, artefact).resolve(artefact + "-" + version + "-sources.jar"));
    }
  }

  private Path moduleFolder(String artefact) {
    Path own = repositoryRoot.resolve(artefact);
    return Files.isDirectory(own)
        ? own
        : repositoryRoot.resolve("jlink").resolve(artefact.replace("ducksite.", ""));
  }

  private Path folder(Path sdk, String artefact) {
    return sdk.resolve("ducksite").resolve(artefact).resolve(version);
  }

  private void copy(Path file, Path sdk, String artefact, String suffix) throws IOException {
    Path folder = folder(sdk, artefact);
    Files.createDirectories(folder);
    Files.copy(file, folder.resolve(artefact + "-" + version + suffix));
  }

  private static void sources(Path root, Path jar) {
    Tool.run(
        "jar",
        List.of(
            "--create",
            "--no-manifest",
            "--date=2026-01-01T00:00:00Z",
            "--file",
            jar.toString(),
            "-C",
            root.toString(),
            "."));
  }
}
