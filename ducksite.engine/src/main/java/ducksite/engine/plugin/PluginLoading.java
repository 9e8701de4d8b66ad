package ducksite.engine.plugin;

import ducksite.engine.plugin.LoadedPlugin.Origin;
import ducksite.engine.plugin.PluginCode.Candidate;
import ducksite.engine.plugin.PluginSource.Jar;
import ducksite.engine.plugin.PluginSource.JavaFile;
import ducksite.engine.project.Place;
import ducksite.engine.project.Problem;
import ducksite.engine.project.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes plugins of files, one by one; whatever is wrong with one is reported and does not touch the
 * others.
 */
final class PluginLoading {

  private static final Logger LOG = LoggerFactory.getLogger(PluginLoading.class);

  private final PluginHostSettings settings;
  private final Problems problems;
  private final RunningPlugins running;
  private final Map<String, LoadedPlugin> byId = new HashMap<>();

  PluginLoading(PluginHostSettings settings, Problems problems, RunningPlugins running) {
    this.settings = settings;
    this.problems = problems;
    this.running = running;
  }

  /** The plugin of a file, active or not. */
  LoadedPlugin load(PluginSource source) {
    Draft draft = new Draft(source, settings.display(source.file()));
    LoadedPlugin plugin;
    try {
      plugin =
          switch (source) {
            case Jar jar -> jar(jar, draft);
            case JavaFile file -> javaFile(file, draft);
          };
    } catch (DefectException e) {
      plugin = failed(draft, e.problems());
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
    discard(draft);
    if (plugin.isPlugin() && plugin.state() != PluginState.FAILED) {
      byId.putIfAbsent(plugin.identity().id(), plugin);
    }
    return plugin;
  }

  private LoadedPlugin jar(Jar jar, Draft draft) throws DefectException, IOException {
    draft.folder = running.newFolder();
    PrivateCopy copy = PrivateCopy.of(jar, draft.folder);
    draft.sha256 = copy.sha256();
    draft.fingerprint = copy.fingerprint();
    for (Path each : copy.all()) {
      checkZip(each, copy);
    }
    JarFacts facts = JarFacts.read(copy, jar.stem());
    draft.identity = facts.identity();
    String absence = absence(jar, draft.identity);
    if (absence != null) {
      return LoadedPlugin.inactive(draft.origin(), draft.identity, PluginState.DISABLED, absence);
    }
    check(draft);
    String libraryFolder = settings.display(jar.libraryFolder()) + "/";
    return start(draft, () -> JarLoader.load(copy, facts, libraryFolder), libraryFolder);
  }

  /** A copy that no running plugin took over is of no further use. */
  private static void discard(Draft draft) {
    if (draft.folder != null) {
      try {
        PrivateCopy.delete(draft.folder);
      } catch (IOException e) {
        LOG.warn("the private copy {} cannot be removed: {}", draft.folder, e.toString());
      }
    }
  }

  private static void checkZip(Path jar, PrivateCopy copy) throws DefectException {
    try {
      ZipCheck.check(jar);
    } catch (DefectException e) {
      if (jar.equals(copy.main())) {
        throw e;
      }
      throw new DefectException(
          e.problems().stream()
              .map(
                  each ->
                      Problem.error(
                              each.code(),
                              "private jar " + jar.getFileName() + ": " + each.message())
                          .withHint(each.hint()))
              .toList());
    }
  }

  private LoadedPlugin javaFile(JavaFile file, Draft draft) throws DefectException, IOException {
    String absence = absence(file, draft.identity);
    if (absence != null) {
      return LoadedPlugin.inactive(draft.origin(), draft.identity, PluginState.DISABLED, absence);
    }
    draft.sha256 = Sha256.of(Files.readAllBytes(file.file()));
    JavaSources sources = JavaSources.of(file.file());
    draft.fingerprint = sources.fingerprint();
    return start(
        draft,
        () -> {
          PluginCode code =
              JavaFileLoader.load(
                  new JavaFileCompiler(settings).compile(sources, draft.fingerprint), file.stem());
          if (file.named() || !code.candidates().isEmpty()) {
            check(draft);
          }
          return code;
        },
        settings.display(file.file().resolveSibling(file.stem())) + "/");
  }

  private @Nullable String absence(PluginSource source, PluginIdentity identity) {
    if (settings.safeMode() && !source.firstParty()) {
      return "safe mode";
    }
    if (settings.disabled().contains(identity.id())) {
      return "[plugins] disabled names it";
    }
    boolean enabled = settings.enabled() == null || settings.enabled().contains(identity.id());
    return enabled ? null : "[plugins] enabled does not name it";
  }

  private void check(Draft draft) throws DefectException {
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
    String range = draft.identity.api();
    if (range != null && !ApiRange.contains(range, ApiRange.CURRENT)) {
      throw new DefectException(
          "plugin/api-version",
          "it was made for API " + range + ", and this host has API " + ApiRange.CURRENT,
          "use a version of the plugin, or of ducksite, that fits");
    }
  }

  /** Puts a plugin's code behind a loader; nothing of it runs. */
  @FunctionalInterface
  private interface CodeLoader {
    PluginCode load() throws DefectException, IOException;
  }

  private LoadedPlugin start(Draft draft, CodeLoader loader, String libraryFolder)
      throws DefectException, IOException {
    HostedContext context = HostedContext.of(draft.identity.id(), settings);
    RunningPlugin.Key key =
        new RunningPlugin.Key(
            draft.identity.id(),
            draft.display,
            draft.fingerprint,
            settings.limits(),
            settings.projectRoot(),
            context.options(),
            false);
    Optional<RunningPlugin> same = running.acquire(key);
    RunningPlugin plugin =
        same.isPresent()
            ? checked(draft, same.get())
            : begin(draft, key, context, loader, libraryFolder);
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
  private RunningPlugin checked(Draft draft, RunningPlugin plugin) throws DefectException {
    try {
      if (draft.source.isNamed() || !plugin.providers().isEmpty()) {
        check(draft);
      }
      return plugin;
    } catch (DefectException e) {
      running.release(plugin);
      throw e;
    }
  }

  private RunningPlugin begin(
      Draft draft,
      RunningPlugin.Key key,
      HostedContext context,
      CodeLoader loader,
      String libraryFolder)
      throws DefectException, IOException {
    PluginCode code = loader.load();
    CallLane lane = new CallLane(key.id(), draft.label(), code.loader(), settings.limits());
    ProviderFactory factory = new ProviderFactory(code, libraryFolder);
    List<BoundProvider> providers = new ArrayList<>();
    List<Problem> bad = new ArrayList<>();
    for (Candidate candidate : code.candidates()) {
      try {
        Object provider =
            lane.call(
                CallKind.MANIFEST,
                "making " + candidate.className(),
                settings.limits().manifestTimeout(),
                _ -> factory.create(candidate, context));
        providers.add(new BoundProvider(candidate.spi(), candidate.className(), provider));
      } catch (PluginException e) {
        bad.addAll(problems(e));
      }
    }
    if (providers.isEmpty() && !bad.isEmpty()) {
      RunningPlugins.end(key, draft.sha256, code, lane);
      throw new DefectException(bad);
    }
    Path folder = draft.folder;
    draft.folder = null;
    return running.share(
        new RunningPlugin(key, draft.sha256, code, lane, context, providers, bad, folder));
  }

  private static List<Problem> problems(PluginException e) {
    return e.getCause() instanceof DefectException defect
        ? defect.problems()
        : List.of(Problem.error(e.code(), String.valueOf(e.getMessage())).withHint(e.hint()));
  }

  private LoadedPlugin failed(Draft draft, List<Problem> found) {
    report(draft, found);
    return LoadedPlugin.inactive(
        draft.origin(), draft.identity, PluginState.FAILED, found.getFirst().message());
  }

  private void report(Draft draft, List<Problem> found) {
    for (Problem problem : found) {
      problems.add(problem.file() == null ? problem.withFile(draft.display) : problem);
    }
  }

  /** What is known so far of a file that is being loaded. */
  private static final class Draft {
    private final PluginSource source;
    private final String display;
    private PluginIdentity identity;
    private String sha256 = "";
    private String fingerprint = "";

    /** The private copy, until a running plugin owns it. */
    private @Nullable Path folder;

    Draft(PluginSource source, String display) {
      this.source = source;
      this.display = display;
      this.identity = PluginIdentity.of(source.stem(), "0");
    }

    Origin origin() {
      return new Origin(source, display, sha256, fingerprint);
    }

    String label() {
      return LoadedPlugin.label(identity.id(), origin());
    }
  }
}
