import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.StringJoiner;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamReader;

/** A program of its own: prints the rows of an Arrow stream, a line each, values between bars. */
final class ArrowRows {

  private ArrowRows() {}

  public static void main(String[] arguments) throws Exception {
    try (RootAllocator allocator = new RootAllocator();
        InputStream in = Files.newInputStream(Path.of(arguments[0]));
        ArrowStreamReader reader = new ArrowStreamReader(in, allocator)) {
      VectorSchemaRoot root = reader.getVectorSchemaRoot();
      while (reader.loadNextBatch()) {
        for (int row = 0; row < root.getRowCount(); row++) {
          StringJoiner line = new StringJoiner("|");
          for (FieldVector column : root.getFieldVectors()) {
            line.add(String.valueOf(column.getObject(row)));
          }
          System.out.println(line);
        }
      }
    }
  }
}
