package ducksite.engine.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.api.manifest.VirtualParquetPlugin;
import ducksite.api.route.Preprocessor;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReferencesTest {

  @TempDir Path folder;
  private Site site;

  @BeforeEach
  void twoPlugins() {
    site = new Site(folder);
    Site.plain("sales").writeTo(site.plugin("sales.jar"));
    Site.plain("orders")
        .source("q.Second", Site.source("q", "Second", "\"data/second.parquet\""))
        .provider(VirtualParquetPlugin.class, "q.Second")
        .writeTo(site.plugin("orders.jar"));
  }

  @AfterEach
  void close() {
    site.close();
  }

  private String found(String reference) {
    return site.httpPath(site.open().find(VirtualParquetPlugin.class, reference));
  }

  private PluginException missing(Class<?> spi, String reference) {
    PluginHost host = site.open();
    return assertThrows(PluginException.class, () -> host.find(spi, reference));
  }

  @Test
  void idClassAndPathNameAProvider() {
    assertEquals("data/sales.parquet", found("sales"));
    assertEquals("data/sales.parquet", found("plugins/sales.jar"));
    assertEquals("data/sales.parquet", found(folder.resolve("plugins/sales.jar").toString()));
    assertEquals("data/second.parquet", found("q.Second"));
  }

  @Test
  void theNameBehindTheColonChooses() {
    for (String reference :
        List.of("orders:Second", "orders:q.Second", "plugins/orders.jar:Second")) {
      assertEquals("data/second.parquet", found(reference));
    }
  }

  @Test
  void aChoiceThatIsNotMadeIsNamed() {
    PluginException e = missing(VirtualParquetPlugin.class, "orders");
    assertEquals("plugin/ambiguous-reference", e.code());
    assertTrue(e.getMessage().endsWith("P, Second"), e.getMessage());
    assertEquals("write 'orders:P' or one of the others", e.hint());
  }

  @Test
  void anUnknownIdGetsTheNearestOne() {
    PluginException e = missing(VirtualParquetPlugin.class, "salse");
    assertEquals("plugin/unknown-reference", e.code());
    assertEquals("did you mean `sales`?", e.hint());
  }

  @Test
  void anUnknownNameGetsTheNearestOne() {
    assertEquals(
        "did you mean `Second`?", missing(VirtualParquetPlugin.class, "orders:Secnd").hint());
  }

  @Test
  void anUnknownPathGetsTheNearestOne() {
    assertEquals(
        "did you mean `plugins/sales.jar`?",
        missing(VirtualParquetPlugin.class, "plugins/sale.jar").hint());
  }

  @Test
  void aPluginOfAnotherInterfaceIsNamed() {
    PluginException e = missing(Preprocessor.class, "sales");
    assertEquals("plugin/wrong-interface", e.code());
    assertTrue(
        e.getMessage().endsWith("provides no Preprocessor, but VirtualParquetPlugin"),
        e.getMessage());
  }

  @Test
  void aPythonFileIsToldHowToBePorted() {
    PluginException e = missing(VirtualParquetPlugin.class, "plugins/sales_lake.py:build_manifest");
    assertEquals("plugin/python-reference", e.code());
    assertTrue(e.hint().startsWith("port it to plugins/sales_lake.java"), e.hint());
  }

  @Test
  void anEmptyPartIsNamed() {
    for (String reference : List.of("", ":x", "sales:", " ")) {
      assertTrue(
          missing(VirtualParquetPlugin.class, reference).getMessage().contains("empty part"),
          reference);
    }
  }

  @Test
  void aDriveLetterIsNoTarget() {
    PluginReference reference = PluginReference.parse("C:/plugins/x.jar");
    assertEquals("C:/plugins/x.jar", reference.target());
    assertEquals("fn", PluginReference.parse("C:/plugins/x.java:fn").name());
  }

  @Test
  void aDisabledPluginIsNotUnknown() {
    PluginHost host =
        site.open(site.settings().withChoice(Site.choice(null, Set.of("sales"), Set.of())));
    PluginException e =
        assertThrows(PluginException.class, () -> host.find(VirtualParquetPlugin.class, "sales"));
    assertEquals(PluginException.Kind.NOT_AVAILABLE, e.kind());
    assertEquals(
        "plugin sales (plugins/sales.jar) is disabled: [plugins] disabled names it",
        e.getMessage());
  }
}
