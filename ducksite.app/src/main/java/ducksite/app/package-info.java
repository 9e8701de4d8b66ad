/** The verbs of the command line, one class each, and what they share. */
package ducksite.app;
