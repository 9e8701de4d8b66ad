package ducksite.api.render;

import ducksite.api.ApiStatus;
import ducksite.api.PluginService;
import java.util.Optional;
import java.util.Set;

/**
 * Knows where the images of a page of cards are. A route chooses one by {@code [assets]
 * image_getter}. Called by several threads at once.
 */
@ApiStatus(stability = ApiStatus.Stability.EXPERIMENTAL, role = ApiStatus.Role.TO_IMPLEMENT)
public interface ImageGetter extends PluginService {

  /**
   * The name in {@code image_getter = "…"}: lower case letters, digits, {@code _} and {@code -}.
   */
  String name();

  /**
   * The origins that its addresses lead to, besides the site itself, such as {@code
   * https://cdn.example}. Pages allow browsers to load images from these alone. Asked once.
   */
  default Set<String> origins() {
    return Set.of();
  }

  /**
   * The address of an image: a path of the site that begins with a slash, or a URL of one of the
   * {@link #origins}; at most 2,000 characters. Empty for no image. All images of a batch of rows
   * together must take no longer than {@code [plugins.limits] preprocess_timeout}.
   *
   * @param image what the row says, behind the {@code base_path} of {@code [assets]}; never blank
   * @throws Exception when there is no address; the page is made without these images
   */
  Optional<String> address(String image, ImageContext context) throws Exception;
}
