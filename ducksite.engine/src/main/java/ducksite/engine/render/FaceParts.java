package ducksite.engine.render;

import ducksite.api.render.Chart;
import ducksite.api.render.RenderContext;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What plugins add to the pages of one answer: drawings of charts, and addresses of images. Nothing
 * fails here: what a plugin does not give is left out of the page.
 */
public interface FaceParts {

  /** A page without plugins. */
  FaceParts NONE =
      new FaceParts() {
        @Override
        public boolean draws(String type) {
          return false;
        }

        @Override
        public String draw(String type, Chart chart) {
          throw new IllegalArgumentException("nobody draws " + type);
        }

        @Override
        public boolean namesImages() {
          return false;
        }

        @Override
        public List<Optional<String>> addresses(List<String> images) {
          return Collections.nCopies(images.size(), Optional.empty());
        }
      };

  /** A context of an answer that may have parts of plugins. */
  interface Context extends RenderContext {
    /** The parts. */
    FaceParts parts();
  }

  /** The parts of an answer. */
  static FaceParts of(RenderContext context) {
    return context instanceof Context answer ? answer.parts() : NONE;
  }

  /** Whether a plugin draws charts of a type. */
  boolean draws(String type);

  /** Safe HTML: the drawing, or a sentence in its place. */
  String draw(String type, Chart chart);

  /** Whether a plugin tells where the images are. */
  boolean namesImages();

  /** The address of each image; none for one that has none. */
  List<Optional<String>> addresses(List<String> images);
}
