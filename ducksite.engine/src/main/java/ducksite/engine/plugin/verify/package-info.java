/**
 * What the host finds out about a plugin without running any of its code: who it is, whether its
 * jars are sound as files, which options it takes, whether its classes fit this host's API. {@link
 * ducksite.engine.plugin.verify.Verification} is the entrance.
 */
package ducksite.engine.plugin.verify;
