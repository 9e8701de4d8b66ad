package ducksite.plugins.s3;

import ducksite.api.Cancellation;
import ducksite.api.manifest.ManifestContext;
import ducksite.api.manifest.VirtualParquetFile;
import ducksite.api.manifest.VirtualParquetManifest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One listing of a bucket and what becomes of it. Confined to one thread. */
final class ManifestBuild {

  private static final int LISTINGS = 3;

  private final BucketOptions options;
  private final Bucket bucket;
  private final ManifestContext context;
  private final Cancellation cancellation;

  ManifestBuild(BucketOptions options, Bucket bucket, ManifestContext context) {
    this.options = options;
    this.bucket = bucket;
    this.context = context;
    this.cancellation = context.cancellation();
  }

  VirtualParquetManifest manifest(Work work) throws IOException {
    if (options.proxy()) {
      return VirtualParquetManifest.of(
          listed().stream().map(object -> file(object, location(object)).asProxied()).toList());
    }
    Path folder = context.scratchFolder();
    try (CacheLock _ = CacheLock.take(folder, cancellation)) {
      for (int listing = 1; ; listing++) {
        try {
          return cached(folder, work);
        } catch (BucketException e) {
          boolean changed =
              e.reason() == BucketException.Reason.CHANGED
                  || e.reason() == BucketException.Reason.NO_OBJECT;
          if (!changed) {
            throw e;
          }
          if (listing == LISTINGS) {
            throw new BucketException(
                e.reason(),
                e.getMessage()
                    + ", "
                    + LISTINGS
                    + " times in a row; build again when it is at rest",
                e);
          }
          context.progress(e.getMessage() + "; listing again");
        }
      }
    }
  }

  private VirtualParquetManifest cached(Path folder, Work work) throws IOException {
    List<RemoteObject> objects = listed();
    ObjectCache cache = ObjectCache.open(folder, options.connection(), options.maxBytes());
    cache.reserve(objects);
    List<RemoteObject> missing = objects.stream().filter(each -> !cache.holds(each)).toList();
    if (!missing.isEmpty()) {
      long bytes = missing.stream().mapToLong(RemoteObject::size).sum();
      context.progress("fetching " + missing.size() + " objects, " + Sizes.text(bytes));
      FetchProgress progress = new FetchProgress(context::progress, missing.size(), bytes);
      new Fetch(bucket, cache, options.parallel(), cancellation, progress, missing).run(work);
    }
    List<VirtualParquetFile> files = new ArrayList<>();
    for (RemoteObject object : objects) {
      files.add(file(object, cache.file(object).toUri()));
    }
    VirtualParquetManifest manifest = VirtualParquetManifest.of(files);
    cache.remember(objects);
    return manifest;
  }

  private List<RemoteObject> listed() throws IOException {
    context.progress("listing " + options.place());
    List<RemoteObject> found = new ArrayList<>();
    bucket.list(
        options.prefix(),
        cancellation,
        object -> {
          if (options.pattern().matches(options.relative(object.key()))) {
            found.add(object);
          }
        });
    if (found.isEmpty()) {
      context.progress(
          "no object of " + options.place() + " matches the glob '" + options.glob() + "'");
    }
    return found;
  }

  private URI location(RemoteObject object) {
    return new ObjectLocation(object.bucket(), object.key(), options.connection()).uri();
  }

  private VirtualParquetFile file(RemoteObject object, URI location) {
    try {
      return VirtualParquetFile.of(
              options.httpPrefix() + "/" + options.relative(object.key()), location)
          .withSize(object.size())
          .withVersion(object.etag());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          object.name() + " cannot be offered: " + e.getMessage() + "; leave it out of the glob",
          e);
    }
  }
}
