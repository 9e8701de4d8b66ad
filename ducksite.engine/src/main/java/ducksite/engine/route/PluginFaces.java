package ducksite.engine.route;

import ducksite.api.Cancellation;
import ducksite.api.render.ChartRenderer;
import ducksite.api.render.ImageGetter;
import ducksite.engine.plugin.CallKind;
import ducksite.engine.plugin.PluginException;
import ducksite.engine.plugin.Provider;
import ducksite.engine.project.Problem;
import ducksite.engine.project.Problems;
import ducksite.engine.project.RouteSource;
import ducksite.engine.render.ChartSpec;
import ducksite.engine.render.FaceParts;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What the plugins of a site offer for pages: types of charts, and getters of images, by their
 * names. Immutable.
 */
public final class PluginFaces {

  /** Of a site without such plugins. */
  static final PluginFaces NONE = new PluginFaces(Map.of(), Map.of());

  /** The getter that is always there: images of the project's own. */
  static final String STATIC = "static_fallback";

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");
  private static final Pattern ORIGIN =
      Pattern.compile("https?://[a-z0-9]([a-z0-9.-]{0,250}[a-z0-9])?(:[0-9]{1,5})?");
  private static final int MOST_ORIGINS = 20;

  private final Map<String, Provider<ChartRenderer>> charts;
  private final Map<String, Images> images;

  /** A getter and where its addresses may lead. */
  record Images(Provider<ImageGetter> provider, Set<String> origins) {}

  private PluginFaces(Map<String, Provider<ChartRenderer>> charts, Map<String, Images> images) {
    this.charts = Collections.unmodifiableMap(charts);
    this.images = Collections.unmodifiableMap(images);
  }

  /** What can be offered; one whose name is taken, or is none, is left out. */
  public static PluginFaces of(
      List<Provider<ChartRenderer>> charts,
      List<Provider<ImageGetter>> getters,
      Problems problems) {
    Map<String, Provider<ChartRenderer>> drawn = new TreeMap<>();
    for (Provider<ChartRenderer> provider : charts) {
      asked(provider, ChartRenderer::type, problems)
          .filter(
              type -> isFree(provider, type, isBuiltIn(type) || drawn.containsKey(type), problems))
          .ifPresent(type -> drawn.put(type, provider));
    }
    Map<String, Images> known = new TreeMap<>();
    for (Provider<ImageGetter> provider : getters) {
      asked(provider, ImageGetter::name, problems)
          .filter(
              name ->
                  isFree(provider, name, name.equals(STATIC) || known.containsKey(name), problems))
          .ifPresent(
              name ->
                  origins(provider, problems)
                      .ifPresent(origins -> known.put(name, new Images(provider, origins))));
    }
    return new PluginFaces(drawn, known);
  }

  private static boolean isBuiltIn(String type) {
    return ChartSpec.TYPES.stream().anyMatch(type::equalsIgnoreCase);
  }

  private static <S> Optional<String> asked(
      Provider<S> provider, Function<S, String> name, Problems problems) {
    return answer(provider, name, problems)
        .filter(
            told -> {
              boolean fits = NAME.matcher(told).matches();
              if (!fits) {
                wrong(provider, "calls itself '" + told + "', which is no name", problems);
              }
              return fits;
            });
  }

  private static boolean isFree(
      Provider<?> provider, String name, boolean taken, Problems problems) {
    if (taken) {
      wrong(provider, "calls itself '" + name + "', which is taken", problems);
    }
    return !taken;
  }

  private static Optional<Set<String>> origins(Provider<ImageGetter> provider, Problems problems) {
    Optional<Set<String>> told =
        answer(
            provider,
            getter -> {
              Set<String> copy = new LinkedHashSet<>();
              for (String origin : getter.origins()) {
                if (copy.size() > MOST_ORIGINS) {
                  break;
                }
                copy.add(origin);
              }
              return copy;
            },
            problems);
    if (told.isPresent()
        && (told.get().size() > MOST_ORIGINS
            || !told.get().stream().allMatch(each -> ORIGIN.matcher(each).matches()))) {
      wrong(
          provider,
          "tells origins of images that are none, or more than " + MOST_ORIGINS,
          problems);
      return Optional.empty();
    }
    return told;
  }

  private static <S, T> Optional<T> answer(
      Provider<S> provider, Function<S, T> question, Problems problems) {
    try {
      T answer = provider.call(CallKind.FACE, (instance, _) -> question.apply(instance));
      if (answer == null) {
        wrong(provider, "tells no name", problems);
      }
      return Optional.ofNullable(answer);
    } catch (PluginException e) {
      problems.add(Problem.error(e.code(), String.valueOf(e.getMessage())).withHint(e.hint()));
      return Optional.empty();
    }
  }

  private static void wrong(Provider<?> provider, String what, Problems problems) {
    problems.add(
        Problem.error(
                "plugin/face",
                "plugin " + provider.pluginId() + ": " + provider.className() + " " + what)
            .withHint(
                "names are lower case letters, digits, _ and -, and belong to one plugin; an origin"
                    + " is https://host"));
  }

  /** The types of charts that plugins draw. */
  Set<String> chartTypes() {
    return charts.keySet();
  }

  /** The names of getters of images that plugins offer. */
  Set<String> getters() {
    return images.keySet();
  }

  /** What the pages of a route show of plugins. */
  RouteFaces of(RouteSource source) {
    Images chosen = images.get(getter(source));
    boolean drawn =
        source.charts().stream()
            .map(chart -> ChartSpec.type(chart.type()))
            .anyMatch(charts::containsKey);
    return new RouteFaces(drawn, chosen != null, chosen == null ? Set.of() : chosen.origins());
  }

  /** Everything that routes are compiled with. */
  Object identity() {
    Map<String, Set<String>> origins = new TreeMap<>();
    images.forEach((name, each) -> origins.put(name, each.origins()));
    return List.of(charts.keySet(), origins);
  }

  /** The parts of one answer. */
  FaceParts parts(Route route, String format, Cancellation cancellation) {
    return !route.faces().areIn(format)
        ? FaceParts.NONE
        : new PluginParts(charts, images.get(getter(route.source())), route, cancellation);
  }

  /** The name of the getter that a route has chosen. */
  static String getter(RouteSource source) {
    return source
        .metadata()
        .table("assets")
        .asMap()
        .getOrDefault("image_getter", STATIC)
        .toString();
  }
}
