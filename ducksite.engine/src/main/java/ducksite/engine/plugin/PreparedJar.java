package ducksite.engine.plugin;

import ducksite.engine.plugin.verify.Verified;

/**
 * A jar that has been copied and examined, and of which nothing has been loaded.
 *
 * @param copy its private copy
 * @param verified what it was found to be
 */
record PreparedJar(PrivateCopy copy, Verified verified) {}
