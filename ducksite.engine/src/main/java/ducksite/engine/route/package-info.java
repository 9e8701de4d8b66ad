/**
 * Routes: typed, documented queries behind a path. A route is compiled once; a request is bound,
 * preprocessed, given its fingerprint, and only then executed.
 */
package ducksite.engine.route;
