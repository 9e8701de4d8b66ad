package ducksite.engine;

import org.jspecify.annotations.Nullable;

/**
 * What a build has made.
 *
 * @param site the site, without what has errors; the receiver closes it
 * @param generation where it was published, null when errors kept it from that
 */
public record BuildResult(Site site, @Nullable Generation generation) {}
