package ducksite.engine.project;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the {@code -- name:} blocks of {@code sources_sql}; names are unique over all files. */
final class ModelReader {

  private static final Pattern MARKER = Pattern.compile("(?m)^[ \\t]*-- name:(.*)$");
  private static final Pattern NEARLY = Pattern.compile("(?im)^[ \\t]*--\\s*name\\s*[:=]?.*$");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private final Problems problems;
  private final Map<String, Position> names = new LinkedHashMap<>();

  ModelReader(Problems problems) {
    this.problems = problems;
  }

  /** The models of one file; to be called once per file in their order. */
  List<ModelSource> read(SourceText source) {
    List<ModelSource> models = new ArrayList<>();
    Matcher marker = MARKER.matcher(source.text());
    boolean found = marker.find();
    checkPreamble(source, found ? marker.start() : source.text().length());
    while (found) {
      String name = marker.group(1).strip();
      int nameStart = source.text().indexOf(name, marker.start(1));
      int bodyStart = marker.end();
      found = marker.find();
      SourceFragment body =
          SqlExtent.of(source, bodyStart, found ? marker.start() : source.text().length());
      Position position = source.position(nameStart);
      if (isValid(name, body, position) && isNew(name, position)) {
        models.add(new ModelSource(name, body, position));
      }
    }
    return models;
  }

  private void checkPreamble(SourceText source, int end) {
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
    problems.add(preamble.problem("model/missing-name", 0, "this SQL belongs to no model", hint));
  }

  private boolean isValid(String name, SourceFragment body, Position position) {
    if (!NAME.matcher(name).matches()) {
      String message =
          name.isEmpty() ? "the model has no name" : "'" + name + "' cannot name a model";
      problems.add(
          position.error(
              "model/invalid-name", message, "use letters, digits and `_`, first a letter or `_`"));
      return false;
    }
    if (body.start() == body.end()) {
      String hint = "write its SELECT below the line, or remove the line";
      problems.add(position.error("model/empty", "the model '" + name + "' has no SQL", hint));
      return false;
    }
    return true;
  }

  private boolean isNew(String name, Position position) {
    Position first = names.putIfAbsent(name.toLowerCase(Locale.ROOT), position);
    if (first == null) {
      return true;
    }
    problems.add(
        position
            .error(
                "model/duplicate-name",
                "the model '" + name + "' is defined twice",
                "rename one; letter case does not count")
            .withRelated(first.place("the first one is here")));
    return false;
  }
}
