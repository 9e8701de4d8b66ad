package ducksite.engine.route;

import ducksite.api.render.Renderer;
import ducksite.engine.plugin.Provider;
import ducksite.engine.project.Problem;
import ducksite.engine.project.Problems;
import ducksite.engine.render.ArrowRenderer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The formats a site can answer in: the engine's own, those of plugins, and Parquet, which DuckDB
 * writes itself. Immutable.
 */
public final class Formats {

  /** The format without a renderer. */
  public static final String PARQUET = "parquet";

  static final String PARQUET_MEDIA_TYPE = "application/x-parquet";
  static final String JSON = "json";

  /** Names of formats that a path may end with. */
  private static final Set<String> SUFFIXES =
      Set.of(JSON, "csv", PARQUET, "arrow", "html", "ndjson");

  /** Other names of formats. */
  private static final Map<String, String> ALIASES = Map.of("table", JSON, "html", "html_t");

  /** Formats that are read whole by their reader, so that rows are limited. */
  private static final Set<String> LIMITED =
      Set.of(JSON, "html_t", "html_c", "feed", "chart_js", "text");

  /** What is taken of formats that a client wants alike, behind the route's own. */
  private static final List<String> USUAL =
      List.of("html_t", JSON, "csv", "arrow", PARQUET, "ndjson");

  private final Map<String, Renderer> renderers = new LinkedHashMap<>();
  private final Set<String> names;
  private final PluginFaces faces;

  /** These renderers and Parquet; of two with one name the first stays. */
  public Formats(List<Renderer> renderers) {
    this(renderers, PluginFaces.NONE);
  }

  private Formats(List<Renderer> renderers, PluginFaces faces) {
    this.faces = faces;
    renderers.forEach(renderer -> this.renderers.putIfAbsent(renderer.format(), renderer));
    Set<String> all = new TreeSet<>(this.renderers.keySet());
    all.add(PARQUET);
    this.names = Collections.unmodifiableSet(all);
  }

  /**
   * The engine's own renderers and those of plugins. One whose name is taken is left out.
   *
   * @param pages what plugins add to pages
   * @param deadline of a plugin's rendering
   * @param renderings of one plugin's renderer that may hold a query open at once
   */
  public static Formats of(
      List<Renderer> own,
      List<Provider<Renderer>> plugins,
      PluginFaces pages,
      Duration deadline,
      int renderings,
      Problems problems) {
    List<Renderer> all = new ArrayList<>(own);
    Set<String> taken = new TreeSet<>(ALIASES.keySet());
    taken.add(PARQUET);
    own.forEach(renderer -> taken.add(renderer.format()));
    for (Renderer renderer : PluginRenderer.of(plugins, deadline, renderings, problems)) {
      if (taken.add(renderer.format())) {
        all.add(renderer);
      } else {
        problems.add(
            Problem.error(
                    "plugin/renderer",
                    ((PluginRenderer) renderer).label()
                        + " answers the format '"
                        + renderer.format()
                        + "', which is taken")
                .withHint("give it another name, or disable one of the two plugins"));
      }
    }
    return new Formats(all, pages);
  }

  /** What besides a format's name decides how it looks: the plugin that renders it, or nothing. */
  String identity(String name) {
    return renderers.get(name) instanceof PluginRenderer plugin ? plugin.identity() : "";
  }

  /** What plugins add to pages. */
  PluginFaces faces() {
    return faces;
  }

  /** Everything that routes are compiled with. */
  public Object identity() {
    return List.of(names, faces.identity());
  }

  /** All names, sorted. */
  public Set<String> names() {
    return names;
  }

  /** The format behind a name, whatever its case, or behind another name of it. */
  public Optional<String> find(String name) {
    String lower = name.strip().toLowerCase(Locale.ROOT);
    String known = ALIASES.getOrDefault(lower, lower);
    return names.contains(known) ? Optional.of(known) : Optional.empty();
  }

  /** The suffixes that a route's path answers with. */
  public static Set<String> suffixes() {
    return new TreeSet<>(SUFFIXES);
  }

  /**
   * The one of the allowed formats that a client wants most; empty when it accepts none of them.
   *
   * @param standard the one that is taken where the client has no preference
   */
  Optional<String> accepted(AcceptedTypes accept, Set<String> allowed, String standard) {
    return names.stream()
        .filter(allowed::contains)
        .filter(name -> accept.wish(mediaType(name)).weight() > 0)
        .min(
            Comparator.comparing((String name) -> accept.wish(mediaType(name)))
                .thenComparing(name -> !name.equals(standard))
                .thenComparing(name -> USUAL.contains(name) ? USUAL.indexOf(name) : USUAL.size()));
  }

  /** The media type of a format. */
  public String mediaType(String name) {
    return name.equals(PARQUET) ? PARQUET_MEDIA_TYPE : renderers.get(name).mediaType();
  }

  /** Whether clients page through the result, so that its size is told with each answer. */
  static boolean isPaged(String name) {
    return isLimited(name) || name.equals("arrow_rpc");
  }

  /** Whether the number of rows is limited. */
  static boolean isLimited(String name) {
    return LIMITED.contains(name);
  }

  /** Whether a format is made of rows of any kind, rather than by the engine's own means. */
  boolean readsAnyRows(String name) {
    return !name.equals(PARQUET) && !(renderers.get(name) instanceof ArrowRenderer);
  }

  /** Whether answers of a media type are pages for people. */
  static boolean isPage(String mediaType) {
    return mediaType.startsWith("text/html");
  }

  Renderer renderer(String name) {
    return renderers.get(name);
  }
}
