package ducksite.engine.plugin;

import ducksite.engine.plugin.PluginSource.Jar;
import ducksite.engine.plugin.verify.PluginIdentity;
import ducksite.engine.plugin.verify.PluginJars;
import ducksite.engine.plugin.verify.Verification;
import ducksite.engine.plugin.verify.VerificationCache;
import ducksite.engine.plugin.verify.Verified;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;

/**
 * Copies jars into the host's own folder and examines them: many at once ahead of time, or one when
 * it is asked for.
 */
final class JarPreparation {

  private final PluginHostSettings settings;
  private final RunningPlugins running;
  private final VerificationCache cache;
  private final Map<Jar, Future<PreparedJar>> ahead = new HashMap<>();

  JarPreparation(PluginHostSettings settings, RunningPlugins running) {
    this.settings = settings;
    this.running = running;
    this.cache = new VerificationCache(settings.verifications(), settings.productVersion());
  }

  /** Prepares jars on all processors; each is handed out once by {@link #of}. */
  void begin(List<PluginSource> sources) {
    List<Jar> jars = sources.stream().filter(Jar.class::isInstance).map(Jar.class::cast).toList();
    int threads = Math.min(jars.size(), Runtime.getRuntime().availableProcessors());
    if (threads < 2) {
      return;
    }
    try (ExecutorService executor =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().daemon().name("plugin-check-", 1).factory())) {
      jars.forEach(jar -> ahead.put(jar, executor.submit(() -> prepare(jar))));
    }
  }

  /** Removes old results of examinations. */
  void finish() {
    cache.trim();
  }

  /** A jar with its copy, made now unless that was done ahead. */
  PreparedJar of(Jar jar) throws IOException {
    Future<PreparedJar> done = ahead.remove(jar);
    if (done == null) {
      return prepare(jar);
    }
    try {
      return done.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while it was examined", e);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException failure -> throw failure;
        case RuntimeException failure -> throw failure;
        case Error failure -> throw failure;
        default -> throw new IOException(e.getCause());
      }
    }
  }

  private PreparedJar prepare(Jar jar) throws IOException {
    Path folder = running.newFolder();
    try {
      PrivateCopy copy = PrivateCopy.of(jar, folder);
      PluginJars jars =
          new PluginJars(jar.stem(), copy.main(), copy.libraries(), settings.libraryFolder(jar));
      Predicate<PluginIdentity> wanted =
          identity -> settings.choice().absence(jar, identity) == null;
      Verified verified =
          cache.get(copy.fingerprint(), jars, () -> Verification.verify(jars, wanted), wanted);
      return new PreparedJar(copy, verified);
    } catch (IOException | RuntimeException e) {
      PrivateCopy.delete(folder);
      throw e;
    }
  }
}
