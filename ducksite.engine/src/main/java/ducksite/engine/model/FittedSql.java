package ducksite.engine.model;

import ducksite.engine.datamap.FileList;
import ducksite.engine.sql.NamedSql;
import ducksite.engine.sql.Placeholders;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A query whose scans have been put together for one execution: neighbours of a union become one
 * scan of all their files, without their filters, where the statistics of each file prove its
 * filter for every row. That holds for those very files: whoever executes it lets no row pass
 * before {@link #isStillProven} has been asked after the row was read.
 *
 * @param sql with numbered placeholders
 * @param values of the scans' own parameters, beside those of the query
 * @param proven the files whose filters are left out
 */
public record FittedSql(NamedSql sql, Map<String, Object> values, List<FileList> proven) {

  /** As many files are looked at again for each batch of rows. */
  private static final int MOST_FILES = 64;

  private static final String UNION = "\nUNION ALL BY NAME\n";

  /** Null when no scan becomes simpler. */
  static @Nullable FittedSql of(CompiledSql query, Map<String, ?> given) {
    Fitting fitting = new Fitting(query, given);
    return fitting.fit();
  }

  /** Whether the files whose filters are left out are still those of the proof. Looks at them. */
  public boolean isStillProven() {
    return proven.stream().allMatch(FileList::isUnchanged);
  }

  /** The work on one text. */
  private static final class Fitting {
    private final List<FileScan> scans;
    private final CompiledSql query;
    private final Map<String, ?> given;
    private final Map<String, Object> own = new HashMap<>();
    private final List<FileList> proven = new ArrayList<>();
    private String text;
    private int files;

    Fitting(CompiledSql query, Map<String, ?> given) {
      this.query = query;
      this.scans = query.scans();
      this.given = given;
      this.text = query.executable();
    }

    @Nullable FittedSql fit() {
      int next = 0;
      while (next < scans.size()) {
        List<FileScan> run = new ArrayList<>();
        List<FileList> lists = new ArrayList<>();
        while (next < scans.size() && joins(run, scans.get(next))) {
          FileScan scan = scans.get(next);
          FileList list = scan.read(given);
          if (!isProven(scan, list)) {
            break;
          }
          run.add(scan);
          lists.add(list);
          next++;
        }
        if (run.isEmpty()) {
          next++;
        } else {
          put(run, lists);
        }
      }
      if (proven.isEmpty()) {
        return null;
      }
      Map<String, Object> values = query.parameters(given);
      values.putAll(own);
      return new FittedSql(Placeholders.number(text), values, List.copyOf(proven));
    }

    /** Whether a scan stands behind others in a union, and is read like them. */
    private boolean joins(List<FileScan> run, FileScan scan) {
      if (scan.plain() == null || scan.plain().filter() == null) {
        return false;
      }
      if (run.isEmpty()) {
        return text.contains(scan.executable());
      }
      FileScan first = run.getFirst();
      return scan.plain().options().equals(first.plain().options())
          && scan.files().isLike(first.files())
          && text.contains(union(run) + UNION + scan.executable());
    }

    private boolean isProven(FileScan scan, FileList list) {
      files += list.size();
      return files <= MOST_FILES
          && scan.files().isLike(scan.files())
          && scan.files().provesAll(list, scan.plain().filter());
    }

    private void put(List<FileScan> run, List<FileList> lists) {
      String id = run.stream().map(FileScan::id).collect(Collectors.joining("_"));
      List<Object> paths = new ArrayList<>();
      lists.forEach(list -> paths.addAll(FileScan.paths(list)));
      own.put(FileScan.filesParameter(id + "_all"), paths);
      text =
          text.replace(
              union(run),
              "SELECT * FROM read_parquet($"
                  + FileScan.filesParameter(id + "_all")
                  + run.getFirst().plain().options()
                  + ")");
      proven.addAll(lists);
    }

    private static String union(List<FileScan> run) {
      return run.stream().map(FileScan::executable).collect(Collectors.joining(UNION));
    }
  }
}
