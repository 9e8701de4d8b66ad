/**
 * The plugin {@code modelchain}: it chains a source to another source or to models. It calls nobody
 * but the API.
 */
package ducksite.plugins.modelchain;
