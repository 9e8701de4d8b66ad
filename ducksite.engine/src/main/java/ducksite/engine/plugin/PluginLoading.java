package ducksite.engine.plugin;

import ducksite.engine.plugin.PluginSource.Jar;
import ducksite.engine.plugin.PluginSource.JavaFile;
import ducksite.engine.plugin.verify.ClassScan;
import ducksite.engine.plugin.verify.DefectException;
import ducksite.engine.plugin.verify.DescriptorFile;
import ducksite.engine.plugin.verify.Sha256;
import ducksite.engine.plugin.verify.Verified;
import ducksite.engine.project.Place;
import ducksite.engine.project.Problem;
import ducksite.engine.project.Problems;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes plugins of files, one by one; whatever is wrong with one is reported and does not touch the
 * others.
 */
final class PluginLoading {

  private final PluginHostSettings settings;
  private final Problems problems;
  private final RunningPlugins running;
  private final JarPreparation preparation;
  private final Map<String, LoadedPlugin> byId = new HashMap<>();

  PluginLoading(PluginHostSettings settings, Problems problems, RunningPlugins running) {
    this.settings = settings;
    this.problems = problems;
    this.running = running;
    this.preparation = new JarPreparation(settings, running);
  }

  /** What is done last with a file, when nothing of it has run yet. */
  @FunctionalInterface
  private interface Step {
    LoadedPlugin take(PluginDraft draft, CodeLoader loader) throws DefectException, IOException;
  }

  /** Does what can be done ahead for many files at once, before they are loaded one by one. */
  void prepare(List<PluginSource> sources) {
    preparation.begin(sources);
  }

  /** Cleans up behind the work for many files. */
  void finish() {
    preparation.finish();
  }

  /** The plugin of a file, active or not. */
  LoadedPlugin load(PluginSource source) {
    return load(source, this::start);
  }

  /**
   * A file that is examined as {@link #load} does it, and never run; what an operator should know
   * of it is reported too.
   */
  PluginExamination examine(PluginSource source) {
    List<PluginCode> offered = new ArrayList<>();
    LoadedPlugin plugin =
        load(
            source,
            (draft, loader) -> {
              try (PluginCode code = loader.load()) {
                offered.add(code);
              }
              report(draft, draft.found);
              return LoadedPlugin.inactive(
                  draft.origin(), draft.identity, PluginState.DISABLED, "examined only");
            });
    report(plugin.origin().display(), plugin.origin().warnings());
    return new PluginExamination(plugin.report(), offered);
  }

  private LoadedPlugin load(PluginSource source, Step last) {
    PluginDraft draft = new PluginDraft(source, settings.display(source.file()));
    LoadedPlugin plugin;
    try {
      plugin =
          switch (source) {
            case Jar jar -> jar(jar, draft, last);
            case JavaFile file -> javaFile(file, draft, last);
          };
    } catch (DefectException e) {
      plugin = failed(draft, e.problems());
    } catch (CharacterCodingException e) {
      plugin =
          failed(
              draft,
              List.of(
                  Problem.error("plugin/unreadable-file", "is no text in UTF-8")
                      .withHint("save it as UTF-8")));
    } catch (IOException e) {
      plugin =
          failed(draft, List.of(Problem.error("plugin/unreadable-file", "cannot be read: " + e)));
    } catch (RuntimeException | LinkageError e) {
      plugin =
          failed(
              draft,
              List.of(
                  Problem.error("plugin/failed", "cannot be loaded: " + Throwables.describe(e))));
    }
    PrivateCopy.discard(draft.folder);
    if (plugin.isPlugin() && plugin.state() != PluginState.FAILED) {
      byId.putIfAbsent(plugin.identity().id(), plugin);
    }
    return plugin;
  }

  private LoadedPlugin jar(Jar jar, PluginDraft draft, Step last)
      throws DefectException, IOException {
    PreparedJar prepared = preparation.of(jar);
    PrivateCopy copy = prepared.copy();
    Verified verified = prepared.verified();
    draft.folder = copy.folder();
    draft.sha256 = copy.sha256();
    draft.fingerprint = copy.fingerprint();
    draft.identity = verified.identity();
    draft.warnings = verified.warnings();
    String absence = settings.choice().absence(jar, draft.identity);
    if (absence != null) {
      return LoadedPlugin.inactive(draft.origin(), draft.identity, PluginState.DISABLED, absence);
    }
    if (!verified.defects().isEmpty()) {
      throw new DefectException(verified.defects());
    }
    checkId(draft);
    draft.found = verified.providerDefects();
    boolean nativeAccess = settings.choice().nativeAccess().contains(draft.identity.id());
    return last.take(
        draft, () -> JarLoader.load(copy, verified, settings.libraryFolder(jar), nativeAccess));
  }

  private LoadedPlugin javaFile(JavaFile file, PluginDraft draft, Step last)
      throws DefectException, IOException {
    String absence = settings.choice().absence(file, draft.identity);
    if (absence != null) {
      return LoadedPlugin.inactive(draft.origin(), draft.identity, PluginState.DISABLED, absence);
    }
    draft.sha256 = Sha256.of(Files.readAllBytes(file.file()));
    if (settings.choice().nativeAccess().contains(draft.identity.id())) {
      throw NativeAccess.refused("it is a .java file");
    }
    JavaSources sources = JavaSources.of(file.file());
    draft.fingerprint = sources.fingerprint();
    return last.take(
        draft,
        () -> {
          CompiledClasses compiled =
              new JavaFileCompiler(settings).compile(sources, draft.fingerprint);
          draft.warnings = ClassScan.warnings(compiled.classes());
          PluginCode code = JavaFileLoader.load(compiled, file.stem());
          if (file.named() || !code.candidates().isEmpty()) {
            checkId(draft);
          }
          return code;
        });
  }

  private void checkId(PluginDraft draft) throws DefectException {
    LoadedPlugin other = byId.get(draft.identity.id());
    if (other != null && other.state() != PluginState.DISABLED) {
      String taken = "id '" + draft.identity.id() + "' is taken: both are ";
      throw new DefectException(
          List.of(
              Problem.error(
                      "plugin/duplicate-id",
                      taken + draft.display + " and " + other.origin().display())
                  .withHint("remove one of them, or give one another id in " + DescriptorFile.ENTRY)
                  .withRelated(new Place(other.origin().display(), 0, 0, "has the id already"))));
    }
  }

  /** Puts a plugin's code behind a loader; nothing of it runs. */
  @FunctionalInterface
  private interface CodeLoader {
    PluginCode load() throws DefectException, IOException;
  }

  private LoadedPlugin start(PluginDraft draft, CodeLoader loader)
      throws DefectException, IOException {
    HostedContext context =
        HostedContext.of(
            draft.identity.id(), new SiteOptions(settings).of(draft.identity), settings);
    RunningPlugin.Key key =
        new RunningPlugin.Key(
            draft.identity.id(),
            draft.display,
            draft.fingerprint,
            settings.limits(),
            settings.siteRoot(),
            context.options(),
            settings.choice().nativeAccess().contains(draft.identity.id()));
    Optional<RunningPlugin> same = running.acquire(key);
    RunningPlugin plugin =
        same.isPresent() ? checked(draft, same.get()) : begin(draft, key, context, loader);
    draft.warnings = plugin.warnings();
    report(draft, plugin.problems());
    int bad = plugin.problems().size();
    String reason =
        bad == 0
            ? null
            : bad
                + " of "
                + (bad + plugin.providers().size())
                + " providers failed: "
                + plugin.problems().getFirst().message();
    return LoadedPlugin.active(draft.origin(), draft.identity, plugin, reason);
  }

  /** One that runs already, unless another plugin of this host has its id. */
  private RunningPlugin checked(PluginDraft draft, RunningPlugin plugin) throws DefectException {
    try {
      if (draft.source.isNamed() || !plugin.providers().isEmpty()) {
        checkId(draft);
      }
      return plugin;
    } catch (DefectException e) {
      running.release(plugin);
      throw e;
    }
  }

  private RunningPlugin begin(
      PluginDraft draft, RunningPlugin.Key key, HostedContext context, CodeLoader loader)
      throws DefectException, IOException {
    PluginCode code = loader.load();
    CallLane lane = new CallLane(key.id(), draft.label(), code.loader(), settings.limits());
    ProviderFactory factory = new ProviderFactory(code, settings.libraryFolder(draft.source));
    ProvidersStart started =
        ProvidersStart.of(code, lane, factory, context, settings.limits().manifestTimeout());
    List<Problem> bad = new ArrayList<>(draft.found);
    bad.addAll(started.problems());
    if (started.providers().isEmpty() && !bad.isEmpty()) {
      RunningPlugins.end(key, draft.sha256, code, lane);
      throw new DefectException(bad);
    }
    Path folder = draft.folder;
    draft.folder = null;
    return running.share(
        new RunningPlugin(
            key,
            draft.sha256,
            code,
            lane,
            context,
            started.providers(),
            bad,
            draft.warnings,
            folder));
  }

  private LoadedPlugin failed(PluginDraft draft, List<Problem> found) {
    report(draft, found);
    return LoadedPlugin.inactive(
        draft.origin(), draft.identity, PluginState.FAILED, found.getFirst().message());
  }

  private void report(PluginDraft draft, List<Problem> found) {
    report(draft.display, found);
  }

  private void report(String display, List<Problem> found) {
    for (Problem problem : found) {
      problems.add(problem.file() == null ? problem.withFile(display) : problem);
    }
  }
}
