package ducksite.engine.route;

import ducksite.api.Cancellation;
import ducksite.api.Options;
import ducksite.api.render.Chart;
import ducksite.api.render.ChartRenderer;
import ducksite.api.render.ImageContext;
import ducksite.engine.plugin.CallKind;
import ducksite.engine.plugin.PluginException;
import ducksite.engine.plugin.Provider;
import ducksite.engine.render.FaceParts;
import ducksite.engine.render.HtmlText;
import ducksite.engine.render.SvgCheck;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parts of one answer that plugins make. A plugin that has failed is not asked again for this
 * answer, so that one that hangs costs its deadline once. Confined to one thread.
 */
final class PluginParts implements FaceParts {

  private static final Logger LOG = LoggerFactory.getLogger(PluginParts.class);
  private static final int LONGEST_ADDRESS = 2_000;
  private static final int LONGEST_MESSAGE = 300;

  private final Map<String, Provider<ChartRenderer>> charts;
  private final PluginFaces.@Nullable Images images;
  private final Route route;
  private final Cancellation cancellation;
  private final Set<Object> failed = new HashSet<>();

  PluginParts(
      Map<String, Provider<ChartRenderer>> charts,
      PluginFaces.@Nullable Images images,
      Route route,
      Cancellation cancellation) {
    this.charts = charts;
    this.images = images;
    this.route = route;
    this.cancellation = cancellation;
  }

  @Override
  public boolean draws(String type) {
    return charts.containsKey(type);
  }

  @Override
  public String draw(String type, Chart chart) {
    Provider<ChartRenderer> provider = charts.get(type);
    if (failed.contains(provider)) {
      return sentence(chart, "");
    }
    try {
      String svg =
          provider.call(
              CallKind.FACE,
              (renderer, wanted) -> String.valueOf(renderer.draw(new Watched(chart, wanted))));
      Optional<String> defect = SvgCheck.defect(svg);
      if (defect.isPresent()) {
        LOG.warn("{}: the chart '{}' of {} {}", provider, chart.id(), route, defect.get());
        return sentence(chart, "");
      }
      return svg;
    } catch (PluginException e) {
      cancellation.throwIfCancelled();
      if (e.kind() == PluginException.Kind.REJECTED_VALUE) {
        return sentence(chart, ": " + shortened(String.valueOf(e.getMessage())));
      }
      failed.add(provider);
      LOG.warn("{} has no chart '{}': {}", route, chart.id(), e.getMessage());
      return sentence(chart, "");
    }
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_MESSAGE
        ? text
        : text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, LONGEST_MESSAGE)));
  }

  private static String sentence(Chart chart, String why) {
    return "<pre class=\"wd-no-chart\">Chart '"
        + HtmlText.escape(chart.id())
        + "' failed"
        + HtmlText.escape(why)
        + "</pre>";
  }

  @Override
  public boolean namesImages() {
    return images != null;
  }

  @Override
  public List<Optional<String>> addresses(List<String> names) {
    if (images == null || failed.contains(images)) {
      return Collections.nCopies(names.size(), Optional.empty());
    }
    List<String> asked = List.copyOf(names);
    Options options = route.source().metadata().table("assets").table("options");
    List<Optional<String>> told;
    try {
      told =
          images
              .provider()
              .call(
                  CallKind.FACE,
                  (getter, wanted) -> {
                    Context context = new Context(route.id(), options, wanted);
                    Map<String, Optional<String>> known = new HashMap<>();
                    List<Optional<String>> addresses = new ArrayList<>(asked.size());
                    for (String name : asked) {
                      Optional<String> address = known.get(name);
                      if (address == null) {
                        address = name.isBlank() ? Optional.empty() : getter.address(name, context);
                        if (address == null) {
                          throw new IllegalStateException("it returned null for an address");
                        }
                        known.put(name, address);
                      }
                      addresses.add(address);
                    }
                    return addresses;
                  });
    } catch (PluginException e) {
      cancellation.throwIfCancelled();
      failed.add(images);
      LOG.warn("{} has no images: {}", route, e.getMessage());
      return Collections.nCopies(names.size(), Optional.empty());
    }
    return told.stream().map(this::checked).toList();
  }

  private Optional<String> checked(Optional<String> address) {
    if (address.isEmpty() || isAllowed(address.get())) {
      return address;
    }
    if (failed.add("address")) {
      LOG.warn(
          "{}: an address of {} leads to none of its origins, or is no address",
          route,
          images == null ? "" : images.provider());
    }
    return Optional.empty();
  }

  private boolean isAllowed(String address) {
    if (address.length() > LONGEST_ADDRESS || images == null) {
      return false;
    }
    try {
      URI uri = new URI(address);
      if (uri.getScheme() == null) {
        return uri.getRawAuthority() == null && address.startsWith("/");
      }
      return uri.getRawAuthority() != null
          && images.origins().contains(uri.getScheme() + "://" + uri.getRawAuthority());
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private record Context(String routeId, Options options, Cancellation cancellation)
      implements ImageContext {}

  /** A chart whose plugin hears of its own deadline besides. */
  private record Watched(Chart chart, Cancellation cancellation) implements Chart {

    @Override
    public String id() {
      return chart.id();
    }

    @Override
    public String title() {
      return chart.title();
    }

    @Override
    public List<String> labels() {
      return chart.labels();
    }

    @Override
    public List<String> series() {
      return chart.series();
    }

    @Override
    public java.util.OptionalDouble value(int series, int point) {
      return chart.value(series, point);
    }

    @Override
    public Options options() {
      return chart.options();
    }
  }
}
