package ducksite.engine.datamap;

import ducksite.engine.project.FileSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * The sources that a plugin can refer to while its own is being asked. One that is not known yet is
 * remembered: the builder looks at it first and asks the plugin again. One for each call of a
 * plugin; safe for use by the plugin's threads.
 */
final class EarlierSources {

  private static final String ROOT = "data/";

  private final DataMap map;
  private final List<FileSource> open;
  private final List<FileSource> waiting;
  private final Set<String> models;
  private final AtomicReference<FileSource> missing = new AtomicReference<>();

  /**
   * @param map what is known so far
   * @param open the sources that nobody has looked at
   * @param waiting those whose plugins wait for this one, and this one
   * @param models names of the project's models, in lower case
   */
  EarlierSources(DataMap map, List<FileSource> open, List<FileSource> waiting, Set<String> models) {
    this.map = map;
    this.open = List.copyOf(open);
    this.waiting = List.copyOf(waiting);
    this.models = models;
  }

  /** A plugin has asked for a source too early; it ends the plugin's call. */
  static final class TooEarlyException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    TooEarlyException(FileSource source) {
      super(source.label() + " is looked at first; this call is made again");
    }
  }

  DataMap map() {
    return map;
  }

  Optional<FileSource> missing() {
    return Optional.ofNullable(missing.get());
  }

  /** A source by its name, letter case aside. */
  Optional<SourceFiles> find(String name) {
    demand(unknown(name));
    return map.sources().stream()
        .filter(source -> source.name().equalsIgnoreCase(name))
        .findFirst();
  }

  /**
   * Sees to it that everything mentioned is known: sources by name, and those whose keys a path
   * means. What nobody is known to have may be any open source's.
   */
  void demand(Set<String> mentions) {
    for (String mention : mentions) {
      String name = mention.startsWith(ROOT) ? folderOf(mention) : mention;
      boolean known =
          models.contains(name)
              || map.sources().stream().anyMatch(each -> each.name().equalsIgnoreCase(name));
      if (!known) {
        Optional<FileSource> named = unknown(name);
        demand(named.isPresent() ? named : open.stream().findFirst());
      }
    }
  }

  private Optional<FileSource> unknown(String name) {
    return Stream.concat(waiting.stream(), open.stream())
        .filter(source -> name.equalsIgnoreCase(source.name()))
        .findFirst();
  }

  private void demand(Optional<FileSource> source) {
    if (source.isPresent()) {
      missing.compareAndSet(null, source.get());
      throw new TooEarlyException(source.get());
    }
  }

  private static String folderOf(String path) {
    int end = path.indexOf('/', ROOT.length());
    return (end < 0 ? path : path.substring(ROOT.length(), end)).toLowerCase(Locale.ROOT);
  }
}
