package ducksite.plugins.s3;

import ducksite.api.manifest.ManifestContext;
import ducksite.api.manifest.VirtualParquetPlugin;
import ducksite.testkit.TestManifestContext;
import ducksite.testkit.VirtualParquetPluginContract;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

final class S3FilesContractTest extends VirtualParquetPluginContract {

  @TempDir Path folder;

  @BeforeAll
  static void objects() {
    S3Test.credentials(S3Server.KEY, S3Server.SECRET);
    S3Server.shared().bucket("contract");
    byte[] parquet = "PAR1...PAR1".getBytes(StandardCharsets.US_ASCII);
    S3Server.shared().put("contract", "a.parquet", parquet);
    S3Server.shared().put("contract", "b/c.parquet", parquet);
  }

  @Override
  protected VirtualParquetPlugin plugin() {
    return new S3Files();
  }

  @Override
  protected ManifestContext context() {
    String endpoint = S3Server.shared().endpoint().toString();
    return TestManifestContext.in(folder)
        .withOptions(Map.of("bucket", "contract", "endpoint", endpoint));
  }
}
