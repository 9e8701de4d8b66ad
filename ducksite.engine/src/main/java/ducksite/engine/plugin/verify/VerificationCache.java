package ducksite.engine.plugin.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The results of earlier examinations of sound plugins, one file for each content of their jars. A
 * result counts for the program, the API and the Java that it was made with. A damaged or missing
 * file costs another examination, nothing else. Safe for use by several threads and processes.
 */
public final class VerificationCache {

  private static final Logger LOG = LoggerFactory.getLogger(VerificationCache.class);

  /** Raised when the examination finds more, or the form of the files changes. */
  private static final String FORM = "1";

  private static final int KEPT = 1000;

  private final Path folder;
  private final String productVersion;

  /** Results below a folder that need not exist. */
  public VerificationCache(Path folder, String productVersion) {
    this.folder = folder;
    this.productVersion = productVersion;
  }

  /**
   * The earlier result for jars of this content, else a new one, which is kept.
   *
   * @param fingerprint digest of all the jars
   * @param wanted tells whether more than the identity is asked of a plugin; less is not kept
   */
  public Verified get(
      String fingerprint,
      PluginJars jars,
      Supplier<Verified> examination,
      Predicate<PluginIdentity> wanted) {
    Path file = folder.resolve(key(fingerprint, jars));
    Verified kept = read(file);
    if (kept != null) {
      return kept;
    }
    Verified fresh = examination.get();
    if (fresh.defects().isEmpty() && wanted.test(fresh.identity())) {
      keep(file, fresh);
    }
    return fresh;
  }

  private String key(String fingerprint, PluginJars jars) {
    return new Sha256()
        .part(FORM)
        .part(fingerprint)
        .part(jars.stem())
        .part(jars.libraryFolder())
        .part(ApiRange.CURRENT)
        .part(productVersion)
        .part(Runtime.version().toString())
        .hex();
  }

  private static @Nullable Verified read(Path file) {
    try {
      return VerifiedForm.read(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      LOG.warn("the check of a plugin is done again, {} cannot be used: {}", file, e.toString());
      return null;
    }
  }

  private void keep(Path file, Verified verified) {
    try {
      Files.createDirectories(folder);
      Path draft = Files.createTempFile(folder, ".draft-", "");
      try {
        Files.write(draft, VerifiedForm.write(verified));
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException e) {
      LOG.warn("the check of a plugin cannot be kept in {}: {}", folder, e.toString());
    }
  }

  /** Removes the oldest results where there are too many. */
  public void trim() {
    try (Stream<Path> found = Files.exists(folder) ? Files.list(folder) : Stream.empty()) {
      List<Path> files = found.toList();
      if (files.size() <= KEPT) {
        return;
      }
      record Aged(Path file, FileTime time) {}
      List<Aged> aged = new ArrayList<>();
      for (Path file : files) {
        aged.add(new Aged(file, Files.getLastModifiedTime(file)));
      }
      aged.sort(Comparator.comparing(Aged::time));
      for (Aged each : aged.subList(0, files.size() - KEPT / 2)) {
        Files.deleteIfExists(each.file());
      }
    } catch (IOException e) {
      LOG.warn("old checks of plugins cannot be removed from {}: {}", folder, e.toString());
    }
  }
}
