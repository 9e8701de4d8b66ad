package ducksite.engine.project;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Section {@code [secrets]}.
 *
 * @param directory folder with one file per secret, null when there is none
 * @param keystore path of a Java KeyStore, null when there is none
 * @param keystorePasswordFile file with its password, null for the environment
 * @param references the declared secrets by name
 */
public record SecretSettings(
    @Nullable String directory,
    @Nullable String keystore,
    @Nullable String keystorePasswordFile,
    Map<String, SecretReference> references) {

  public SecretSettings {
    references = Map.copyOf(references);
  }

  /** The files and folders that hold secrets; relative ones are below the root. */
  public List<Path> places(Path root) {
    return Stream.of(directory, keystore, keystorePasswordFile)
        .filter(Objects::nonNull)
        .map(root::resolve)
        .toList();
  }
}
