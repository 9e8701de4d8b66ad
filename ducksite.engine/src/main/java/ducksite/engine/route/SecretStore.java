package ducksite.engine.route;

import ducksite.engine.project.SecretReference;
import ducksite.engine.project.SecretSettings;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where the values of secrets are: the environment, a folder with a file for each, a Java KeyStore,
 * in this order. A value is looked up when a request needs it and held for a few seconds, so that a
 * changed one counts soon. Safe for use by several threads; looking up reads files.
 */
public final class SecretStore {

  /** Before the name of a secret, in capitals. */
  static final String VARIABLE = "DUCKSITE_SECRET_";

  /** Holds the password of the KeyStore. */
  static final String KEYSTORE_PASSWORD = "DUCKSITE_KEYSTORE_PASSWORD";

  private static final String UNREADABLE = "secret/unreadable";
  private static final long HELD = Duration.ofSeconds(5).toNanos();
  private static final long LONGEST = 64 << 10;

  private final Path root;
  private final SecretSettings settings;
  private final UnaryOperator<@Nullable String> environment;
  private final Map<String, Held> held = new ConcurrentHashMap<>();

  private record Held(Secret secret, long since) {}

  /**
   * The store of a project.
   *
   * @param root what relative paths start from
   * @param environment the value of a variable, null when there is none
   */
  public SecretStore(
      Path root, SecretSettings settings, UnaryOperator<@Nullable String> environment) {
    this.root = root;
    this.settings = settings;
    this.environment = environment;
  }

  /** Why a secret has no value now, for the operator; empty when it has one. */
  public Optional<String> complaint(SecretReference reference) {
    try {
      find(reference);
      return Optional.empty();
    } catch (SecretException e) {
      return Optional.of(e.getMessage());
    }
  }

  Secret find(SecretReference reference) throws SecretException {
    String name = reference.name();
    Held known = held.get(name);
    if (known != null && System.nanoTime() - known.since() < HELD) {
      return known.secret();
    }
    String value = value(name);
    Secret secret =
        known != null && known.secret().has(value) ? known.secret() : new Secret(name, value);
    held.put(name, new Held(secret, System.nanoTime()));
    return secret;
  }

  private String value(String name) throws SecretException {
    String variable = VARIABLE + name.toUpperCase(Locale.ROOT);
    @Nullable String value = environment.apply(variable);
    if (isMissing(value) && settings.directory() != null) {
      value = file(name, root.resolve(settings.directory()).resolve(name));
    }
    if (isMissing(value) && settings.keystore() != null) {
      value = entry(name, root.resolve(settings.keystore()));
    }
    if (isMissing(value)) {
      throw new SecretException(
          "secret/missing",
          "the secret '"
              + name
              + "' has no value: set "
              + variable
              + (settings.directory() == null
                  ? ""
                  : ", or write the file " + settings.directory() + "/" + name)
              + (settings.keystore() == null
                  ? ""
                  : ", or add the entry '" + name + "' to " + settings.keystore()));
    }
    return value;
  }

  private static boolean isMissing(@Nullable String value) {
    return value == null || value.isEmpty();
  }

  private static @Nullable String file(String name, Path file) throws SecretException {
    if (!Files.exists(file)) {
      return null;
    }
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > LONGEST) {
        throw unreadable(name, "its file is no file of at most 64 kB");
      }
      return withoutLineEnd(Files.readString(file));
    } catch (CharacterCodingException e) {
      throw unreadable(name, "its file is not UTF-8");
    } catch (IOException e) {
      throw unreadable(name, "its file cannot be read (" + e.getClass().getSimpleName() + ")");
    }
  }

  private @Nullable String entry(String name, Path keystore) throws SecretException {
    char[] password = keystorePassword(name).toCharArray();
    try {
      Key key = KeyStore.getInstance(keystore.toFile(), password).getKey(name, password);
      return key == null ? null : new String(key.getEncoded(), StandardCharsets.UTF_8);
    } catch (IOException | GeneralSecurityException e) {
      throw unreadable(
          name,
          "the KeyStore cannot be opened ("
              + e.getClass().getSimpleName()
              + "): is it there, and is the password right?");
    }
  }

  private String keystorePassword(String name) throws SecretException {
    @Nullable String password = environment.apply(KEYSTORE_PASSWORD);
    if (isMissing(password) && settings.keystorePasswordFile() != null) {
      password = file(name, root.resolve(settings.keystorePasswordFile()));
    }
    if (isMissing(password)) {
      throw unreadable(
          name,
          "the KeyStore has no password: set "
              + KEYSTORE_PASSWORD
              + " or [secrets] keystore_password_file");
    }
    return password;
  }

  private static String withoutLineEnd(String text) {
    String line = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  private static SecretException unreadable(String name, String why) {
    return new SecretException(UNREADABLE, "the secret '" + name + "': " + why);
  }
}
