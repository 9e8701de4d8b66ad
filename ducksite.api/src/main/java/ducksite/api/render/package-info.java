/** Rendering: a plugin writes a query result in a format of its own. */
package ducksite.api.render;
