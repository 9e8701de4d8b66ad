package ducksite.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class RouterTest {

  private static final Endpoint NOTHING = (exchange, site, path) -> {};

  private final Router router =
      new Router(new Router.Entry("site", NOTHING))
          .exact("/routes", "exact", NOTHING)
          .prefix("/-/", "author", NOTHING)
          .prefix("/-/docs/", "docs", NOTHING);

  private String name(String path) {
    return router.find(path).name();
  }

  @Test
  void anExactAddressIsThatAddressOnly() {
    assertEquals("exact", name("/routes"));
    assertEquals("site", name("/routes2"));
    assertEquals("site", name("/routes.json"));
  }

  @Test
  void theLongestPrefixWins() {
    assertEquals("author", name("/-/problems"));
    assertEquals("docs", name("/-/docs/problems"));
    assertEquals("author", name("/-/doc"));
  }

  @Test
  void aPrefixNeedsItsSlash() {
    assertEquals("site", name("/-"));
    assertEquals("author", name("/-/"));
  }

  @Test
  void everythingElseIsTheSites() {
    assertEquals("site", name("/"));
    assertEquals("site", name("//-/problems"));
    assertEquals("site", name(""));
  }

  @Test
  void addressesNamePrefixesAsSuch() {
    assertEquals(List.of("/routes", "/-/…", "/-/docs/…"), List.copyOf(router.addresses().keySet()));
  }
}
