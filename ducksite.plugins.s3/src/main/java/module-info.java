import org.jspecify.annotations.NullMarked;

/**
 * Objects of an S3 bucket as virtual Parquet. Its libraries are private: they lie beside its jar.
 */
@NullMarked
module ducksite.plugins.s3 {
  requires static org.jspecify;
  requires java.xml;
  requires ducksite.api;
  // Automatic modules: the host puts a plugin with such private jars behind a class loader.
  requires software.amazon.awssdk.auth;
  requires software.amazon.awssdk.awscore;
  requires software.amazon.awssdk.core;
  requires software.amazon.awssdk.http;
  requires software.amazon.awssdk.http.urlconnection;
  requires software.amazon.awssdk.identity.spi;
  requires software.amazon.awssdk.regions;
  requires software.amazon.awssdk.services.s3;
  requires software.amazon.awssdk.utils;

  provides ducksite.api.manifest.VirtualParquetPlugin with
      ducksite.plugins.s3.S3Files;
  provides ducksite.api.location.LocationReader with
      ducksite.plugins.s3.S3Reader;
}
