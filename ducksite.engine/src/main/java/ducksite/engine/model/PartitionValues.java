package ducksite.engine.model;

import ducksite.engine.datamap.FileList;
import ducksite.engine.datamap.SourceFiles;
import ducksite.engine.sql.SqlText;
import ducksite.engine.sql.SqlToken;
import ducksite.engine.sql.SqlTokenizer;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The values of a column that the folders of all files tell, as in {@code region=emea/}. */
final class PartitionValues {

  private static final String NULL = "__HIVE_DEFAULT_PARTITION__";

  private PartitionValues() {}

  /** The values, sorted; empty when the folders do not tell them all. */
  static Optional<List<TemplateValue>> of(SourceFiles source, String expression) {
    List<SqlToken> tokens = SqlTokenizer.significant(expression);
    boolean column =
        tokens.size() == 1
            && (tokens.getFirst().kind() == SqlToken.Kind.WORD
                || tokens.getFirst().kind() == SqlToken.Kind.QUOTED_IDENTIFIER);
    if (!column) {
      return Optional.empty();
    }
    String folder = "/" + SqlText.unquoted(tokens.getFirst().text(expression)) + "=";
    TreeSet<String> values = new TreeSet<>();
    boolean[] complete = {true};
    FileList.of(source.files())
        .each(
            file -> {
              String segment = segment(file.httpPath(), folder);
              if (segment == null || !segment.equals(segment(file.location(), folder))) {
                complete[0] = false;
              } else {
                values.add(segment);
              }
            });
    if (!complete[0] || values.isEmpty()) {
      return Optional.empty();
    }
    List<TemplateValue> parts = new ArrayList<>();
    for (String value : values) {
      if (!value.equals(NULL)) {
        String text = URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        parts.add(TemplateValue.of(TemplateValue.Part.of((Object) text)));
      }
    }
    return Optional.of(parts);
  }

  private static @org.jspecify.annotations.Nullable String segment(String path, String folder) {
    int start = path.indexOf(folder);
    int end = start < 0 ? -1 : path.indexOf('/', start + folder.length());
    return end < 0 ? null : path.substring(start + folder.length(), end);
  }
}
