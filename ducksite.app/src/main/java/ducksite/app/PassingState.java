package ducksite.app;

import ducksite.engine.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state folder of verbs that run where no project is: one of this process alone, among the
 * machine's temporary files, removed when the process ends.
 */
final class PassingState {

  private static final Logger LOG = LoggerFactory.getLogger(PassingState.class);

  private static @Nullable Path folder;

  private PassingState() {}

  /** The folder, made when it is first asked for. */
  static synchronized Path folder() {
    Path known = folder;
    if (known != null) {
      return known;
    }
    try {
      Path made = Files.createTempDirectory("ducksite-state");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(made), "ducksite-state"));
      folder = made;
      return made;
    } catch (IOException e) {
      throw new CommandException("there is no place for temporary files: " + e.getMessage());
    }
  }

  private static void remove(Path made) {
    try {
      AtomicFiles.deleteAll(made);
    } catch (IOException e) {
      LOG.debug("{} is left behind", made, e);
    }
  }
}
