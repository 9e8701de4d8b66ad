/**
 * Builds the linked image: it runs inside this module's Maven build only and is part of no product.
 * {@link ducksite.image.ImageBuild} is the order of the steps; each step is a class of its own.
 */
package ducksite.image;
