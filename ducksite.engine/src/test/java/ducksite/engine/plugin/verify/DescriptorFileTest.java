package ducksite.engine.plugin.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ducksite.engine.project.Problem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DescriptorFileTest {

  private static final PluginIdentity FALLBACK = PluginIdentity.of("stem", "7");

  @Test
  void everythingMayBeLeftOut() throws DefectException {
    assertEquals(FALLBACK, DescriptorFile.read("", FALLBACK));
  }

  @Test
  void everyKeyIsRead() throws DefectException {
    String text =
        """
        id = "sales"
        version = "1.0.0"
        api = "[0.1,)"
        description = "Sales files"
        required = true
        [declares]
        hosts = ["a.example", "b.example"]
        native = true
        """;
    assertEquals(
        new PluginIdentity(
            "sales",
            "1.0.0",
            "[0.1,)",
            "Sales files",
            true,
            Map.of("hosts", List.of("a.example", "b.example"), "native", List.of("yes")),
            ""),
        DescriptorFile.read(text, FALLBACK));
  }

  @Test
  void everyMistakeIsNamed() {
    String text =
        """
        id = "two words"
        version = 1
        api = "any"
        required = "yes"
        declares = []
        """;
    List<String> places =
        assertThrows(DefectException.class, () -> DescriptorFile.read(text, FALLBACK))
            .problems()
            .stream()
            .map(Problem::message)
            .map(
                message ->
                    message.substring(DescriptorFile.ENTRY.length() + 1, message.indexOf(" must")))
            .toList();
    assertEquals(
        List.of("1:1: 'id'", "2:1: 'version'", "3:1: 'api'", "4:1: 'required'", "5:1: 'declares'"),
        places.stream().sorted().toList());
  }

  @Test
  void brokenTomlIsNamedWithItsPlace() {
    DefectException e =
        assertThrows(DefectException.class, () -> DescriptorFile.read("id = \n", FALLBACK));
    assertEquals("plugin/descriptor", e.problems().getFirst().code());
    assertEquals(
        DescriptorFile.ENTRY + ":1:6",
        e.getMessage().substring(0, DescriptorFile.ENTRY.length() + 4));
  }
}
