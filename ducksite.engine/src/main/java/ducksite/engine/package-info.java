/**
 * A site as a whole: it is compiled from a project folder, published as a generation of the state
 * folder, and swapped by one reference. Everything that has a room of its own lies in the packages
 * below.
 */
package ducksite.engine;
