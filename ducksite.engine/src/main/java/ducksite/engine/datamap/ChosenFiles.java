package ducksite.engine.datamap;

/**
 * The files of a scan that a query reads.
 *
 * @param files at least one
 * @param none whether none of the scan's files can hold a row for the query: those that are read
 *     only decide on the columns
 */
public record ChosenFiles(FileList files, boolean none) {}
