/**
 * Changes to the texts of a project that leave everything else in them as it was: comments, order
 * and spacing. What comes out is checked as the project's reader would before it is kept.
 */
package ducksite.app.edit;
