package ducksite.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The image as one {@code tar.gz}. */
final class Archive {
  private final Path image;

  Archive(Path image) {
    this.image = image;
  }

  void writeTo(Path archive) throws IOException {
    Path partial = archive.resolveSibling(archive.getFileName() + ".partial");
    ProcessBuilder tar =
        new ProcessBuilder(
            "tar",
            "--create",
            "--use-compress-program=gzip -3",
            "--file",
            partial.toString(),
            "--directory",
            image.getParent().toString(),
            image.getFileName().toString());
    Tool.run(tar, archive.resolveSibling("tar.log"));
    Files.move(
        partial, archive, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
