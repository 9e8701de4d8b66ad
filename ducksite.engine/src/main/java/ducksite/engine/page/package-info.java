/**
 * Pages: Markdown with blocks of SQL, charts, tables and grids becomes a page model at build and
 * HTML, with its first results inside, at request.
 */
package ducksite.engine.page;
