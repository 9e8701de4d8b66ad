package ducksite.engine.route;

import ducksite.api.render.RenderContext;
import ducksite.api.render.Renderer;
import ducksite.api.render.ResultBatches;
import ducksite.engine.plugin.CallKind;
import ducksite.engine.plugin.PluginException;
import ducksite.engine.plugin.Provider;
import ducksite.engine.project.Problem;
import ducksite.engine.project.Problems;
import ducksite.engine.render.LentBatches;
import ducksite.engine.render.LentOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A plugin's renderer as a format of the site: its name and media type are asked for once, its work
 * is done on the plugin's threads with copies of the result. Safe for use by several threads.
 */
final class PluginRenderer implements Renderer {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");
  private static final Pattern MEDIA_TYPE =
      Pattern.compile("[a-zA-Z0-9!#$&^_.+-]+/[a-zA-Z0-9!#$&^_.+-]+( *; *[a-zA-Z0-9._=\"+-]+)*");

  private final Provider<Renderer> provider;
  private final Names names;
  private final Duration deadline;
  private final Semaphore renderings;

  /** What a renderer says of itself. */
  private record Names(String format, String mediaType) {}

  private PluginRenderer(
      Provider<Renderer> provider, Names names, Duration deadline, int renderings) {
    this.provider = provider;
    this.names = names;
    this.deadline = deadline;
    this.renderings = new Semaphore(renderings);
  }

  /**
   * The renderers of plugins that can be offered.
   *
   * @param deadline of a rendering: the result's query is held open for as long
   * @param renderings of one renderer that may hold a query open at once
   */
  static List<Renderer> of(
      List<Provider<Renderer>> providers, Duration deadline, int renderings, Problems problems) {
    List<Renderer> offered = new ArrayList<>();
    for (Provider<Renderer> provider : providers) {
      names(provider, problems)
          .ifPresent(
              names -> offered.add(new PluginRenderer(provider, names, deadline, renderings)));
    }
    return offered;
  }

  private static Optional<Names> names(Provider<Renderer> provider, Problems problems) {
    Names names;
    try {
      names =
          provider.call(
              CallKind.RENDER, (renderer, _) -> new Names(renderer.format(), renderer.mediaType()));
    } catch (PluginException e) {
      problems.add(Problem.error(e.code(), String.valueOf(e.getMessage())).withHint(e.hint()));
      return Optional.empty();
    }
    String wrong = null;
    if (names.format() == null || !NAME.matcher(names.format()).matches()) {
      wrong = "the format '" + names.format() + "', which is no name";
    } else if (names.mediaType() == null || !MEDIA_TYPE.matcher(names.mediaType()).matches()) {
      wrong = "the media type '" + names.mediaType() + "', which is none";
    }
    if (wrong != null) {
      problems.add(
          Problem.error(
                  "plugin/renderer",
                  "plugin " + provider.pluginId() + ": " + provider.className() + " says " + wrong)
              .withHint(
                  "format() is lower case letters, digits, _ and -;"
                      + " mediaType() is type/subtype"));
      return Optional.empty();
    }
    return Optional.of(names);
  }

  @Override
  public String format() {
    return names.format();
  }

  @Override
  public String mediaType() {
    return names.mediaType();
  }

  /** Where it comes from and which code it is: part of every answer's identity. */
  String identity() {
    return provider.pluginId() + " " + provider.className() + " " + provider.fingerprint();
  }

  /** Names the renderer in messages. */
  String label() {
    return "plugin " + provider.pluginId() + ": " + provider.className();
  }

  /** A query that may be held open for this renderer; to be asked for before the query begins. */
  Admission admit() {
    provider.requireAvailable();
    try {
      if (!renderings.tryAcquire(deadline.toNanos(), TimeUnit.NANOSECONDS)) {
        throw provider.overloaded();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw provider.overloaded();
    }
    return renderings::release;
  }

  /** What a renderer needs before its query begins; nothing for the engine's own. */
  static Admission admission(Renderer renderer) {
    return renderer instanceof PluginRenderer plugin ? plugin.admit() : () -> {};
  }

  /** The right to hold a query open. */
  @FunctionalInterface
  interface Admission extends AutoCloseable {
    @Override
    void close();
  }

  @Override
  public void render(ResultBatches result, RenderContext context, OutputStream out)
      throws IOException {
    LentBatches batches = new LentBatches(result);
    LentOutput body = new LentOutput(out);
    try {
      provider.call(
          CallKind.RENDER,
          deadline,
          context.cancellation(),
          (renderer, cancellation) -> {
            batches.begin(cancellation);
            try {
              renderer.render(batches, new LentContext(context, cancellation), body);
              return true;
            } finally {
              batches.giveBack();
            }
          });
    } catch (PluginException e) {
      batches.end();
      body.end();
      if (batches.failure() != null) {
        throw batches.failure();
      }
      if (body.failure() != null) {
        throw body.failure();
      }
      throw e;
    } finally {
      batches.end();
      body.end();
    }
    if (body.failure() != null) {
      throw body.failure();
    }
  }
}
