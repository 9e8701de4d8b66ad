/** The plugin {@code tokens}: users are known by bearer tokens, whose hashes a file lists. */
package ducksite.plugins.tokens;
