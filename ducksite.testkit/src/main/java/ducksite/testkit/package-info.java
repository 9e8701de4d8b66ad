/**
 * Test support for plugin authors. Extend a contract class for each service your plugin offers,
 * hand it a context in a temporary folder, and build jars from source text where the packaging
 * itself is under test.
 */
package ducksite.testkit;
