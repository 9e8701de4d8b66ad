package ducksite.engine.project;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the {@code -- name:} blocks of {@code sources_sql}. Of two models with one name, the later
 * counts, in the order of the files' names.
 */
final class ModelReader {

  private static final Pattern MARKER = Pattern.compile("(?m)^[ \\t]*-- name:(.*)$");
  private static final Pattern NEARLY = Pattern.compile("(?im)^[ \\t]*--\\s*name\\s*[:=]?.*$");
  private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*");

  private final Problems problems;
  private final Map<String, ModelSource> models = new LinkedHashMap<>();

  ModelReader(Problems problems) {
    this.problems = problems;
  }

  /** The models of all files read so far. */
  List<ModelSource> models() {
    return List.copyOf(models.values());
  }

  /** Reads the models of one file; to be called once per file in their order. */
  void read(SourceText source) {
    Matcher marker = MARKER.matcher(source.text());
    boolean found = marker.find();
    checkPreamble(source, found ? marker.start() : source.text().length(), found);
    while (found) {
      String name = marker.group(1).strip();
      int nameStart = source.text().indexOf(name, marker.start(1));
      int bodyStart = marker.end();
      found = marker.find();
      SourceFragment body =
          SqlExtent.of(source, bodyStart, found ? marker.start() : source.text().length());
      Position position = source.position(nameStart);
      if (isValid(name, body, position)) {
        add(new ModelSource(name, body, position));
      }
    }
  }

  /** A file without a marker has no models, and may have been meant so. */
  private void checkPreamble(SourceText source, int end, boolean hasModels) {
    SourceFragment preamble = SqlExtent.of(source, 0, end);
    if (preamble.start() == preamble.end()) {
      return;
    }
    Matcher nearly = NEARLY.matcher(source.text()).region(0, end);
    String hint =
        nearly.find()
            ? "line "
                + source.position(nearly.start()).line()
                + " looks like a marker; write it `-- name: my_model`"
            : "put a line `-- name: my_model` before it";
    problems.add(
        preamble.problem(
            "model/missing-name",
            hasModels ? Severity.ERROR : Severity.WARNING,
            0,
            "this SQL belongs to no model",
            hint));
  }

  private boolean isValid(String name, SourceFragment body, Position position) {
    if (!NAME.matcher(name).matches()) {
      String message =
          name.isEmpty() ? "the model has no name" : "'" + name + "' cannot name a model";
      problems.add(
          position.warning(
              "model/invalid-name",
              message + ", and is left out",
              "use letters, digits and `_`, first a letter or `_`"));
      return false;
    }
    if (body.start() == body.end()) {
      String hint = "write its SELECT below the line, or remove the line";
      problems.add(position.warning("model/empty", "the model '" + name + "' has no SQL", hint));
      return false;
    }
    return true;
  }

  private void add(ModelSource model) {
    String key = model.name().toLowerCase(Locale.ROOT);
    // The later one stands where it is written.
    ModelSource former = models.remove(key);
    models.put(key, model);
    if (former != null) {
      boolean same = former.name().equals(model.name());
      Problem problem =
          same
              ? model
                  .position()
                  .warning(
                      "model/duplicate-name",
                      "the model '" + model.name() + "' is defined twice; this one counts",
                      "remove one")
              : model
                  .position()
                  .error(
                      "model/duplicate-name",
                      "the models '" + former.name() + "' and '" + model.name() + "' are one name",
                      "rename one; letter case does not count");
      problems.add(problem.withRelated(former.position().place("the first one is here")));
    }
  }
}
