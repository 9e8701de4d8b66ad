package ducksite.engine.project;

import java.util.Map;
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
}
