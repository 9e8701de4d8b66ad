/**
 * The built-in output formats. Values go from columnar memory to bytes, typed by column, without
 * boxing: {@code Output} is the buffer, {@code Digits}, {@code Decimals}, {@code Floats} and {@code
 * Times} write values into it, and each format decides only what surrounds a value. The formats of
 * large answers choose a {@code Cell} for each column, and {@code Rows} writes them. {@link
 * ducksite.engine.render.CapturedResult} keeps a bounded result for those who need its rows twice.
 * Only the renderers and the public entry points of pages are for other packages.
 */
package ducksite.engine.render;
