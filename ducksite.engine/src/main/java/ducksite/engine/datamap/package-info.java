/**
 * File sources and manifests become the data map: which HTTP path stands for which file, with which
 * filter, and how that file is recognised again. A data map is built once and is immutable.
 */
package ducksite.engine.datamap;
