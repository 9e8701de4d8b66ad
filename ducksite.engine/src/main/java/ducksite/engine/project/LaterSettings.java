package ducksite.engine.project;

import ducksite.api.Options;

/**
 * Sections as they stand in the file: accepted and checked; of {@code [ui]} the banners have an
 * effect, the others have none yet.
 *
 * @param share section {@code [share]}
 * @param email section {@code [email]}
 * @param ui section {@code [ui]}
 * @param budget section {@code [budget]}
 */
public record LaterSettings(Options share, Options email, Options ui, Options budget) {

  static LaterSettings read(SectionReader top) {
    return new LaterSettings(
        top.table("share").node().options(),
        top.table("email").node().options(),
        top.table("ui").node().options(),
        top.table("budget").node().options());
  }
}
