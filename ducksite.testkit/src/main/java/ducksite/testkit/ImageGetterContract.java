package ducksite.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.api.render.ImageContext;
import ducksite.api.render.ImageGetter;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What every getter of images does, as tests: each address is looked at as the host does. Extend
 * it, tell the getter and an image that it knows, and add where its images are.
 */
public abstract class ImageGetterContract extends ProviderContract<ImageGetter> {

  private static final int LONGEST = 2_000;
  private static final String ORIGIN =
      "https?://[a-z0-9]([a-z0-9.-]{0,250}[a-z0-9])?(:[0-9]{1,5})?";

  /** For those who extend. */
  protected ImageGetterContract() {}

  /** The getter under test, a new one at each call. */
  protected abstract ImageGetter getter();

  /** An image that has an address. */
  protected abstract String knownImage();

  /** The page it works for: of a route without {@code [assets.options]} here. */
  protected ImageContext context() {
    return TestImageContext.of("contract");
  }

  @Override
  final ImageGetter provider() {
    return getter();
  }

  @Override
  final Object call(ImageGetter getter) throws Exception {
    return getter.address(knownImage(), context());
  }

  /** Its name is one that a route can write. */
  @Test
  public void tellsAName() throws Exception {
    String name = started().name();
    assertTrue(name.matches("[a-z0-9][a-z0-9_-]{0,63}"), name);
    assertEquals(name, started().name());
  }

  /** Where its addresses lead is told as origins, the same each time. */
  @Test
  public void tellsOrigins() throws Exception {
    ImageGetter getter = started();
    Set<String> origins = getter.origins();
    for (String origin : origins) {
      assertTrue(origin.matches(ORIGIN), "no origin: " + origin);
    }
    assertEquals(origins, getter.origins());
  }

  /** The known image has an address that pages can use. */
  @Test
  public void knowsItsImage() throws Exception {
    ImageGetter getter = started();
    Optional<String> address = getter.address(knownImage(), context());
    assertTrue(address.isPresent(), knownImage() + " has no address");
    isAllowed(getter, address.get());
  }

  /** Names that nobody expects have no address, or one that pages can use. */
  @Test
  public void bearsHostileNames() throws Exception {
    ImageGetter getter = started();
    for (String name : HostileTexts.ALL) {
      if (name.isBlank()) {
        continue;
      }
      Optional<String> address = getter.address(name, context());
      assertNotNull(address, "an absent address is Optional.empty()");
      if (address.isPresent()) {
        isAllowed(getter, address.get());
      }
    }
  }

  private static void isAllowed(ImageGetter getter, String address) throws URISyntaxException {
    assertTrue(address.length() <= LONGEST, address.length() + " characters are too many");
    URI uri = new URI(address);
    boolean own =
        uri.getScheme() == null && uri.getRawAuthority() == null && address.startsWith("/");
    boolean told =
        uri.getRawAuthority() != null
            && getter.origins().contains(uri.getScheme() + "://" + uri.getRawAuthority());
    assertTrue(own || told, address + " leads to none of the origins " + getter.origins());
  }
}
