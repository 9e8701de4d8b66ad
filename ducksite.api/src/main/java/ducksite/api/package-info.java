/**
 * Values that every kind of plugin meets: its options, the principal a request acts for,
 * cancellation. Each service interface has a package of its own beside this one.
 */
package ducksite.api;
