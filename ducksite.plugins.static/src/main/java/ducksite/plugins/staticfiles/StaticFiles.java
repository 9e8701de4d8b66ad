package ducksite.plugins.staticfiles;

import ducksite.api.Options;
import ducksite.api.manifest.ManifestContext;
import ducksite.api.manifest.VirtualParquetFile;
import ducksite.api.manifest.VirtualParquetManifest;
import ducksite.api.manifest.VirtualParquetPlugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Manifests from configuration alone. Paths are relative to the project or absolute; {@code
 * http_path} is by default the file's name, {@code http_prefix} the source's own folder.
 *
 * <pre>{@code
 * [file_sources.options]
 * files = [{ path = "warehouse/emea.parquet", http_path = "data/sales/emea.parquet", row_filter = "region = 'EMEA'" }]
 * folders = [{ path = "warehouse/archive", http_prefix = "data/archive", recursive = true, row_filter = "amount > 0" }]
 * }</pre>
 */
public final class StaticFiles implements VirtualParquetPlugin {

  private static final Set<String> KEYS = Set.of("files", "folders");
  private static final Set<String> FILE_KEYS = Set.of("path", "http_path", "row_filter");
  private static final Set<String> FOLDER_KEYS =
      Set.of("path", "http_prefix", "recursive", "row_filter");

  /** For the host. */
  public StaticFiles() {}

  @Override
  public VirtualParquetManifest buildManifest(ManifestContext context) throws IOException {
    Entry.of("options", context.options(), KEYS);
    List<Options> files = context.options().tables("files");
    List<Options> folders = context.options().tables("folders");
    if (files.isEmpty() && folders.isEmpty()) {
      throw new IllegalArgumentException(
          "source '"
              + context.sourceName()
              + "' lists neither files nor folders in [file_sources.options]");
    }
    Map<String, VirtualParquetFile> found = new LinkedHashMap<>();
    Map<String, String> tellers = new LinkedHashMap<>();
    for (int i = 0; i < files.size(); i++) {
      Entry entry = Entry.of("files[" + i + "]", files.get(i), FILE_KEYS);
      add(entry, file(entry, context), found, tellers);
    }
    for (int i = 0; i < folders.size(); i++) {
      context.cancellation().throwIfCancelled();
      Entry entry = Entry.of("folders[" + i + "]", folders.get(i), FOLDER_KEYS);
      for (VirtualParquetFile file : folder(entry, context)) {
        add(entry, file, found, tellers);
      }
    }
    return VirtualParquetManifest.of(found.values());
  }

  private static VirtualParquetFile file(Entry entry, ManifestContext context) throws IOException {
    Path file = entry.resolvedPath(context.projectRoot());
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          entry.where() + ": there is no file " + entry.path() + " (" + file + ")");
    }
    String httpPath = entry.text("http_path").orElseGet(() -> file.getFileName().toString());
    return filtered(entry, valid(entry, httpPath, file).withSize(Files.size(file)));
  }

  private static VirtualParquetFile valid(Entry entry, String httpPath, Path file) {
    try {
      return VirtualParquetFile.of(httpPath, file);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(entry.where() + ": " + e.getMessage(), e);
    }
  }

  private static List<VirtualParquetFile> folder(Entry entry, ManifestContext context)
      throws IOException {
    Path folder = entry.resolvedPath(context.projectRoot());
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          entry.where() + ": there is no folder " + entry.path() + " (" + folder + ")");
    }
    context.progress("listing " + entry.path());
    String prefix = entry.text("http_prefix").orElse("data/" + context.sourceName());
    boolean recursive = entry.flag("recursive");
    try {
      return context.manifestFromParquetDirectory(folder, prefix, recursive).files().stream()
          .map(file -> filtered(entry, file))
          .toList();
    } catch (IllegalArgumentException e) {
      String hint = recursive ? "" : "; 'recursive = true' looks into its folders too";
      throw new IllegalArgumentException(entry.where() + ": " + e.getMessage() + hint, e);
    }
  }

  private static VirtualParquetFile filtered(Entry entry, VirtualParquetFile file) {
    return entry.text("row_filter").map(file::withRowFilter).orElse(file);
  }

  private static void add(
      Entry entry,
      VirtualParquetFile file,
      Map<String, VirtualParquetFile> found,
      Map<String, String> tellers) {
    String other = tellers.put(file.httpPath(), entry.where());
    if (other != null) {
      throw new IllegalArgumentException(
          other
              + " and "
              + entry.where()
              + " both tell "
              + file.httpPath()
              + "; give one another http_path or http_prefix");
    }
    found.put(file.httpPath(), file);
  }
}
