/**
 * The HTTP front end: the request chain, the router and the endpoints behind it. {@code SiteServer}
 * is what the application starts; everything else is reached through it.
 */
package ducksite.http;
