package ducksite.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.QuoteMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CSV answers as a library for CSV reads them. */
final class CsvLibraryTest {

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setNullString("")
          .setQuoteMode(QuoteMode.ALL_NON_NULL)
          .get();

  @TempDir private Path folder;

  @Test
  void everyTextComesBackAndAnEmptyOneIsNotAMissingOne() throws IOException {
    List<String> texts =
        Arrays.asList(
            "plain",
            "a,b;c",
            "says \"no\"",
            "\"",
            "two\r\nlines\nand\rone",
            " blanks ",
            "",
            null,
            "=1+1",
            "Zürich 🦆",
            "tab\there");
    StringBuilder rows = new StringBuilder();
    for (int index = 0; index < texts.size(); index++) {
      String text = texts.get(index);
      rows.append(index == 0 ? "(" : ", (")
          .append(index)
          .append(", ")
          .append(text == null ? "NULL" : "'" + text.replace("\r", "' || chr(13) || '") + "'")
          .append(", ")
          .append(index)
          .append(" * 1.5)");
    }
    try (TestSite site =
        new TestSite(folder)
            .route(
                "texts",
                "",
                "SELECT * FROM (VALUES " + rows + ") t(id, \"the, \"\"text\"\"\", n) ORDER BY id")
            .start()) {
      Reply reply = site.get("/texts.csv");
      assertEquals(200, reply.status(), reply.text());
      List<String> found = new ArrayList<>();
      try (CSVParser parser = CSVParser.parse(new StringReader(reply.text()), FORMAT)) {
        assertEquals(List.of("id", "the, \"text\"", "n"), parser.getHeaderNames());
        for (CSVRecord row : parser) {
          assertEquals(3, row.size());
          assertEquals(found.size(), Integer.parseInt(row.get("id")));
          assertEquals(found.size() * 1.5, Double.parseDouble(row.get("n")));
          found.add(row.get("the, \"text\""));
        }
      }
      assertEquals(texts, found);
    }
  }
}
