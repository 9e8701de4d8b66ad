/** Locations: a plugin reads the bytes of files that are not on the local file system. */
package ducksite.api.location;
