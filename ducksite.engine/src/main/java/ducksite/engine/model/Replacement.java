package ducksite.engine.model;

import ducksite.engine.datamap.MappedFile;
import java.util.List;
import java.util.Set;

/**
 * What takes the place of a reference to files in an author's text.
 *
 * @param start first character replaced
 * @param end the character after the last replaced
 * @param artefact the text with {@code data/…} paths
 * @param executable the text with physical paths
 * @param files the mapped files it reads
 * @param scans how it reads them
 * @param otherInputs other files it reads, as inputs
 * @param isVolatile whether a filter of the files changes by itself
 */
record Replacement(
    int start,
    int end,
    String artefact,
    String executable,
    List<MappedFile> files,
    List<FileScan> scans,
    Set<String> otherInputs,
    boolean isVolatile) {

  Replacement {
    scans = List.copyOf(scans);
    otherInputs = Set.copyOf(otherInputs);
  }
}
