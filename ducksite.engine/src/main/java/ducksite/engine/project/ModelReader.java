package ducksite.engine.project;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the {@code -- name:} blocks of {@code sources_sql}. Of two models with one name, the later
 * counts, in the order of the files' names; names that differ by letter case are two. SQL before
 * the first of a file's names is the beginning of that model.
 */
final class ModelReader {

  private static final Pattern MARKER = Pattern.compile("(?m)^[ \\t]*-- name:(.*)$");
  private static final Pattern NEARLY = Pattern.compile("(?im)^[ \\t]*--\\s*name\\s*[:=]?.*$");
  private static final Pattern COMMENT = Pattern.compile("(?s)--[^\n]*|/\\*.*?\\*/");
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
    int beginning = beginning(source, found ? marker : null);
    while (found) {
      String name = marker.group(1).strip();
      int nameStart = source.text().indexOf(name, marker.start(1));
      int bodyStart = beginning < 0 ? marker.end() : beginning;
      beginning = -1;
      found = marker.find();
      SourceFragment body =
          SqlExtent.of(source, bodyStart, found ? marker.start() : source.text().length());
      Position position = source.position(nameStart);
      if (isValid(name, body, position)) {
        add(new ModelSource(name, body, position));
      }
    }
  }

  /**
   * Where the first model's SQL begins if that is before its name; -1 if not. What a semicolon ends
   * there is left out, and so is a file without a marker, which may have been meant to have one.
   */
  private int beginning(SourceText source, @Nullable Matcher first) {
    int end = first == null ? source.text().length() : first.start();
    SourceFragment preamble = SqlExtent.of(source, 0, end);
    if (preamble.start() == preamble.end()) {
      return -1;
    }
    boolean belongs = first != null && !isEnded(source.text().substring(preamble.end(), end));
    Matcher nearly = NEARLY.matcher(source.text()).region(0, end);
    String hint =
        nearly.find()
            ? "line "
                + source.position(nearly.start()).line()
                + " looks like a marker; write it `-- name: my_model`"
            : belongs ? "write it behind that line" : "put a line `-- name: my_model` before it";
    String message =
        belongs
            ? "this SQL stands before '-- name: "
                + first.group(1).strip()
                + "' and is taken for its beginning"
            : "this SQL belongs to no model";
    problems.add(preamble.problem("model/missing-name", Severity.WARNING, 0, message, hint));
    return belongs ? preamble.start() : -1;
  }

  private static boolean isEnded(String text) {
    return COMMENT.matcher(text).replaceAll("").contains(";");
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
    // The later one stands where it is written.
    ModelSource former = models.remove(model.name());
    models.put(model.name(), model);
    if (former != null) {
      problems.add(
          model
              .position()
              .warning(
                  "model/duplicate-name",
                  "the model '" + model.name() + "' is defined twice; this one counts",
                  "remove one")
              .withRelated(former.position().place("the first one is here")));
      return;
    }
    models.values().stream()
        .filter(each -> each != model && each.name().equalsIgnoreCase(model.name()))
        .findFirst()
        .ifPresent(
            each ->
                problems.add(
                    model
                        .position()
                        .warning(
                            "model/duplicate-name",
                            "the models '"
                                + each.name()
                                + "' and '"
                                + model.name()
                                + "' differ by letter case only; each is found by its own"
                                + " spelling",
                            "rename one, so that one query can read both")
                        .withRelated(each.position().place("the other one is here"))));
  }
}
