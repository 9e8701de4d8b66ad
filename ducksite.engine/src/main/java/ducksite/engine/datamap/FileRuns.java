package ducksite.engine.datamap;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds where the runs of a table begin, by one look at each file. Confined to one thread. */
final class FileRuns {

  private int[] starts = new int[16];
  private int count;
  private byte[] folder = new byte[0];
  private String source = "";
  private @Nullable String filter;
  private long schema;
  private boolean link = true;
  private boolean keySign;
  private boolean locationSign;

  private FileRuns() {}

  static int[] of(FileTable table) {
    FileRuns runs = new FileRuns();
    FileCursor file = table.cursor();
    while (file.next()) {
      runs.add(file);
    }
    return Arrays.copyOf(runs.starts, runs.count);
  }

  private void add(FileCursor file) {
    boolean keyHasSign = file.keyHas('=');
    boolean locationHasSign = file.locationHas('=');
    boolean same =
        !link
            && !file.isLink()
            && keySign == keyHasSign
            && locationSign == locationHasSign
            && schema == file.schema()
            && file.isIn(folder)
            && source.equals(file.source())
            && Objects.equals(filter, file.rowFilter());
    if (same) {
      return;
    }
    starts = count == starts.length ? Arrays.copyOf(starts, count * 2) : starts;
    starts[count++] = file.ordinal();
    folder = file.folder();
    source = file.source();
    filter = file.rowFilter();
    schema = file.schema();
    link = file.isLink();
    keySign = keyHasSign;
    locationSign = locationHasSign;
  }
}
