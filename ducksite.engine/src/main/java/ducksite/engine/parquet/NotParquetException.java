package ducksite.engine.parquet;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A file is not a whole Parquet file; the message completes the sentence "it is not Parquet: …".
 */
public final class NotParquetException extends IOException {

  private static final long serialVersionUID = 1L;

  NotParquetException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
