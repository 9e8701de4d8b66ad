/**
 * Named queries: the views of file sources and the models of a project, ordered by what they read
 * and compiled, each, into one query. Author's text enters only through the gate; every reference
 * to a file becomes its filtered view here.
 */
package ducksite.engine.model;
