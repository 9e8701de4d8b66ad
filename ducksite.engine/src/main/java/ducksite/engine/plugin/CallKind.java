package ducksite.engine.plugin;

import java.time.Duration;

/** What a call is for; it decides the deadline. */
public enum CallKind {
  /** Building a manifest, loading a plugin. */
  MANIFEST,
  /** A step of a route. An {@link IllegalArgumentException} is an answer, not a failure. */
  PREPROCESS,
  /**
   * A part of a page: a drawing, addresses of images. An {@link IllegalArgumentException} is an
   * answer, not a failure.
   */
  FACE,
  /** An authentication. */
  AUTH,
  /** Reading from a location: as long as a manifest, unless the caller says otherwise. */
  LOCATION,
  /** Rendering a result: as long as a manifest, unless the caller says otherwise. */
  RENDER;

  Duration deadline(PluginLimits limits) {
    return switch (this) {
      case MANIFEST, LOCATION, RENDER -> limits.manifestTimeout();
      case PREPROCESS, FACE -> limits.preprocessTimeout();
      case AUTH -> limits.authTimeout();
    };
  }
}
