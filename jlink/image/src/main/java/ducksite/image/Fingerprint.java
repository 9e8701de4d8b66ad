package ducksite.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;

/** The digest of a step's inputs: a step whose fingerprint has not changed is not done again. */
final class Fingerprint {
  private final MessageDigest digest;

  Fingerprint() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new BuildException("This JDK has no SHA-256.", e);
    }
  }

  Fingerprint text(String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
    return this;
  }

  Fingerprint files(Collection<Path> files) throws IOException {
    for (Path file : files) {
      text(file.getFileName().toString());
      try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
        in.transferTo(java.io.OutputStream.nullOutputStream());
      }
    }
    return this;
  }

  Fingerprint tree(Path root) throws IOException {
    return Files.isDirectory(root) ? files(Trees.files(root)) : text("absent");
  }

  String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }

  static boolean unchanged(Path stamp, String fingerprint) throws IOException {
    return Files.exists(stamp) && Files.readString(stamp).equals(fingerprint);
  }
}
