import ducksite.api.manifest.ManifestContext;
import ducksite.api.manifest.VirtualParquetFile;
import ducksite.api.manifest.VirtualParquetManifest;
import ducksite.api.manifest.VirtualParquetPlugin;

/**
 * The flights of another source that cover a long distance: the same files below {@code data/<this
 * source>/}, each with one more predicate. Options: {@code source}, the name of an earlier file
 * source; {@code minimum_miles}, default 2000.
 */
public final class LongHaul implements VirtualParquetPlugin {

  private static final long DEFAULT_MINIMUM_MILES = 2000;

  @Override
  public VirtualParquetManifest buildManifest(ManifestContext context) {
    String source =
        context
            .options()
            .string("source")
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "options need source = \"<name of a file source>\""));
    long miles = context.options().integer("minimum_miles").orElse(DEFAULT_MINIMUM_MILES);
    String longEnough = "distance >= " + miles;
    VirtualParquetManifest all =
        context.manifestFromFileSource(source, "data/" + context.sourceName());
    return VirtualParquetManifest.of(
        all.files().stream().map(file -> narrowed(file, longEnough)).toList());
  }

  /**
   * A second filter replaces the first, so a file that already has one gets both in one predicate.
   */
  private static VirtualParquetFile narrowed(VirtualParquetFile file, String predicate) {
    return file.withRowFilter(
        file.rowFilter().map(first -> "(" + first + ") AND (" + predicate + ")").orElse(predicate));
  }
}
