/** Authentication: a plugin tells which user a request acts for. */
package ducksite.api.auth;
