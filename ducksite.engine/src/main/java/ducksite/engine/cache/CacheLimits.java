package ducksite.engine.cache;

import java.time.Duration;

/**
 * How much of the disk the entries may take, and for how long.
 *
 * @param maxBytes bytes of all files, in whole blocks
 * @param maxAge how long an entry stays that nobody uses
 * @param stale how long an expired entry may answer while it is made again
 */
public record CacheLimits(long maxBytes, Duration maxAge, Duration stale) {}
