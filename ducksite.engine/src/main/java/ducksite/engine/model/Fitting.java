package ducksite.engine.model;

import ducksite.engine.datamap.ChosenFiles;
import ducksite.engine.datamap.FileList;
import ducksite.engine.sql.NamedSql;
import ducksite.engine.sql.Placeholders;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The work on the text of one query for the files that one execution reads. */
final class Fitting {

  /** As many files are looked at again for each batch of rows. */
  private static final int MOST_FILES = 64;

  private final List<FileScan> scans;
  private final List<ChosenFiles> chosen;
  private final List<FileList> proven = new ArrayList<>();
  private final Map<String, Object> values = new HashMap<>();
  private String text;
  private int files;

  /**
   * @param chosen what each scan reads
   */
  Fitting(CompiledSql query, List<ChosenFiles> chosen) {
    this.scans = query.scans();
    this.chosen = chosen;
    this.text = query.executable();
  }

  /** Null when no scan becomes simpler. */
  @Nullable FittedSql fit() {
    int next = 0;
    while (next < scans.size()) {
      FittedUnion union = new FittedUnion();
      while (next < scans.size() && add(union, scans.get(next), chosen.get(next))) {
        next++;
      }
      if (union.isEmpty()) {
        next++;
      } else {
        text = text.replace(union.original(), union.fitted());
        union.bind(values);
        proven.addAll(union.proven());
      }
    }
    if (proven.isEmpty()) {
      return null;
    }
    NamedSql numbered = Placeholders.number(text);
    Set<String> used = Set.copyOf(numbered.names());
    for (int index = 0; index < scans.size(); index++) {
      if (used.contains(FileScan.filesParameter(scans.get(index).id()))) {
        scans.get(index).bind(chosen.get(index).files(), values);
      }
    }
    return new FittedSql(
        numbered, Map.copyOf(values), List.copyOf(proven), proven.size() == scans.size());
  }

  private boolean add(FittedUnion union, FileScan scan, ChosenFiles choice) {
    boolean few = files + choice.files().size() <= MOST_FILES;
    boolean added = few && text.contains(union.originalWith(scan)) && union.add(scan, choice);
    files += added ? choice.files().size() : 0;
    return added;
  }
}
