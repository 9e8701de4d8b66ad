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
   *
   * @throws NullPointerException when a file is null
   */
  public static VirtualParquetManifest of(Collection<VirtualParquetFile> files) {
    return new VirtualParquetManifest(List.copyOf(files), null, null);
  }

  /** The same manifest with these files instead. */
  public VirtualParquetManifest withFiles(Collection<VirtualParquetFile> others) {
    return new VirtualParquetManifest(List.copyOf(others), templateName, rowFilterTemplate);
  }

  /**
   * The same files with a template for per-value views, such as {@code sales_[region]}: for each
   * value of the SQL expression in brackets there is a view, here {@code sales_emea}. The TOML's
   * own value wins.
   *
   * @throws IllegalArgumentException when it has no expression in brackets
   */
  public VirtualParquetManifest withTemplateName(String template) {
    int open = template.indexOf('[');
    int close = template.indexOf(']', open + 1);
    if (open < 0 || close < 0 || template.substring(open + 1, close).isBlank()) {
      throw new IllegalArgumentException(
          "template name '" + template + "' needs a SQL expression in brackets: sales_[region]");
    }
    return new VirtualParquetManifest(files, template, rowFilterTemplate);
  }

  /**
   * The same files with the predicate of the per-value views, such as {@code region = ?}; without a
   * {@code ?} it holds as it is. The TOML's own value wins.
   *
   * @throws IllegalArgumentException when it is blank
   */
  public VirtualParquetManifest withRowFilterTemplate(String predicate) {
    if (predicate.isBlank()) {
      throw new IllegalArgumentException("row filter template is blank; leave it out instead");
    }
    return new VirtualParquetManifest(files, templateName, predicate);
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
    return files.size()
        + " files"
        + (templateName == null ? "" : ", template " + templateName)
        + (rowFilterTemplate == null ? "" : " where " + rowFilterTemplate);
  }
}
