package ducksite.api.manifest;

import ducksite.api.ApiStatus;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The files of one source and, optionally, how per-value views are derived from them. Immutable.
 */
@ApiStatus(stability = ApiStatus.Stability.STABLE, role = ApiStatus.Role.TO_CALL)
public final class VirtualParquetManifest {

  private final List<VirtualParquetFile> files;
  private final @Nullable String templateName;
  private final @Nullable String rowFilterTemplate;

  private VirtualParquetManifest(
      List<VirtualParquetFile> files,
      @Nullable String templateName,
      @Nullable String rowFilterTemplate) {
    this.files = files;
    this.templateName = templateName;
    this.rowFilterTemplate = rowFilterTemplate;
  }

  /**
   * A manifest of these files, in this order. The host checks paths, duplicates and that each file
   * is Parquet.
   */
  public static VirtualParquetManifest of(Collection<VirtualParquetFile> files) {
    return new VirtualParquetManifest(List.copyOf(files), null, null);
  }

  /**
   * The same files with a template for per-value views, such as {@code sales_[region]}. The TOML's
   * own value wins.
   */
  public VirtualParquetManifest withTemplateName(String template) {
    return new VirtualParquetManifest(files, Objects.requireNonNull(template), rowFilterTemplate);
  }

  /**
   * The same files with the predicate of the per-value views, such as {@code region = ?}. The
   * TOML's own value wins.
   */
  public VirtualParquetManifest withRowFilterTemplate(String predicate) {
    return new VirtualParquetManifest(files, templateName, Objects.requireNonNull(predicate));
  }

  /** The files, in the plugin's order. */
  public List<VirtualParquetFile> files() {
    return files;
  }

  /** The template for per-value views. */
  public Optional<String> templateName() {
    return Optional.ofNullable(templateName);
  }

  /** The predicate of the per-value views, one {@code ?} for each value. */
  public Optional<String> rowFilterTemplate() {
    return Optional.ofNullable(rowFilterTemplate);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VirtualParquetManifest that
        && files.equals(that.files)
        && Objects.equals(templateName, that.templateName)
        && Objects.equals(rowFilterTemplate, that.rowFilterTemplate);
  }

  @Override
  public int hashCode() {
    return Objects.hash(files, templateName, rowFilterTemplate);
  }

  @Override
  public String toString() {
    return "VirtualParquetManifest[" + files.size() + " files]";
  }
}
