package ducksite.plugins.s3;

import ducksite.api.manifest.ManifestContext;
import ducksite.api.manifest.VirtualParquetManifest;
import ducksite.api.manifest.VirtualParquetPlugin;
import java.io.IOException;

/**
 * Manifests from the objects of a bucket. In mode {@code cache} each object is fetched once for
 * each of its versions; in mode {@code proxy} the manifest tells {@code s3:} locations and nothing
 * is fetched.
 *
 * <pre>{@code
 * [file_sources.options]
 * bucket = "warehouse"
 * prefix = "sales/"
 * glob = "2025/**.parquet"
 * region = "eu-central-1"
 * max_bytes = "20GB"
 * }</pre>
 */
public final class S3Files implements VirtualParquetPlugin {

  /** For the host. */
  public S3Files() {}

  @Override
  public VirtualParquetManifest buildManifest(ManifestContext context) throws IOException {
    BucketOptions options = BucketOptions.of(context.sourceName(), context.options());
    try (Work work = new Work(context.cancellation());
        Bucket bucket = Bucket.open(options.bucket(), options.connection())) {
      ManifestBuild build = new ManifestBuild(options, bucket, context);
      return work.await(work.start(() -> build.manifest(work)));
    }
  }
}
