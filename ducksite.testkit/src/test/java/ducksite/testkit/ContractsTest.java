package ducksite.testkit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ducksite.api.manifest.ManifestContext;
import ducksite.api.manifest.VirtualParquetFile;
import ducksite.api.manifest.VirtualParquetManifest;
import ducksite.api.manifest.VirtualParquetPlugin;
import ducksite.api.route.Preprocessor;
import ducksite.api.route.RouteContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract tests fail for plugins that break the contract. */
final class ContractsTest {

  @TempDir Path folder;

  private VirtualParquetPluginContract contract(VirtualParquetPlugin plugin) {
    return new VirtualParquetPluginContract() {
      @Override
      protected VirtualParquetPlugin plugin() {
        return plugin;
      }

      @Override
      protected ManifestContext context() {
        return TestManifestContext.in(folder);
      }
    };
  }

  private static PreprocessorContract contract(Preprocessor step) {
    return new PreprocessorContract() {
      @Override
      protected Preprocessor preprocessor() {
        return step;
      }

      @Override
      protected RouteContext context() {
        return TestRouteContext.of("route");
      }

      @Override
      protected Map<String, Object> acceptedParameters() {
        return Map.of("a", 1L);
      }
    };
  }

  private VirtualParquetFile file(String httpPath, String name) {
    return VirtualParquetFile.of(httpPath, folder.resolve(name));
  }

  @Test
  void aGoodPluginPasses() throws IOException {
    Files.writeString(folder.resolve("a.parquet"), "PAR1PAR1");
    VirtualParquetPluginContract contract =
        contract(_ -> VirtualParquetManifest.of(List.of(file("data/a.parquet", "a.parquet"))));
    assertDoesNotThrow(contract::tellsFiles);
    assertDoesNotThrow(contract::tellsEachHttpPathOnce);
    assertDoesNotThrow(contract::tellsLocalFilesThatAreParquet);
    assertDoesNotThrow(contract::tellsTheSameTwice);
    assertDoesNotThrow(contract::tellsTheSameToSeveralThreads);
  }

  @Test
  void anEmptyManifestFails() {
    assertThrows(
        AssertionError.class, contract(_ -> VirtualParquetManifest.of(List.of()))::tellsFiles);
  }

  @Test
  void aPathThatComesTwiceFails() {
    VirtualParquetFile file = file("data/a.parquet", "a.parquet");
    assertThrows(
        AssertionError.class,
        contract(_ -> VirtualParquetManifest.of(List.of(file, file)))::tellsEachHttpPathOnce);
  }

  @Test
  void aFileThatIsMissingOrNotParquetFails() throws IOException {
    Files.writeString(folder.resolve("text.parquet"), "text");
    for (String name : List.of("no.parquet", "text.parquet")) {
      assertThrows(
          AssertionError.class,
          contract(_ -> VirtualParquetManifest.of(List.of(file("data/a.parquet", name))))
              ::tellsLocalFilesThatAreParquet);
    }
  }

  @Test
  void anAnswerThatChangesFails() {
    AtomicLong call = new AtomicLong();
    VirtualParquetPlugin plugin =
        _ ->
            VirtualParquetManifest.of(List.of(file("data/" + call.incrementAndGet(), "a.parquet")));
    assertThrows(AssertionError.class, contract(plugin)::tellsTheSameTwice);
    assertThrows(AssertionError.class, contract(plugin)::tellsTheSameToSeveralThreads);
  }

  @Test
  void aGoodStepPasses() {
    PreprocessorContract contract =
        contract(
            (parameters, _) -> {
              parameters.put("b", List.of("x"));
              return parameters;
            });
    assertDoesNotThrow(contract::answersWithParameters);
    assertDoesNotThrow(contract::handsOnBindableValuesOnly);
    assertDoesNotThrow(contract::answersTheSameTwice);
    assertDoesNotThrow(contract::answersTheSameToSeveralThreads);
  }

  @Test
  void aValueThatCannotBeBoundFails() {
    for (Object value : List.of(1, new Object(), Map.of(), List.of(List.of(1L)))) {
      assertThrows(
          AssertionError.class, contract((_, _) -> Map.of("a", value))::handsOnBindableValuesOnly);
    }
  }

  @Test
  void aStepThatCountsFails() {
    AtomicLong call = new AtomicLong();
    assertThrows(
        AssertionError.class,
        contract((_, _) -> Map.of("n", call.incrementAndGet()))::answersTheSameTwice);
  }
}
