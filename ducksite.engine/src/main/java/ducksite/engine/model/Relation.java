package ducksite.engine.model;

import ducksite.engine.datamap.MappedFile;
import ducksite.engine.sql.Condition;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The body of a named query before it is put together with what it reads: the text of one WITH
 * entry.
 *
 * @param name as written
 * @param kind where it comes from
 * @param artefact the body with {@code data/…} paths
 * @param executable the body with physical paths
 * @param reads keys of the relations it reads itself, in the order of their appearance
 * @param passesRows whether it gives rows of the one relation it reads as they are, some or all
 * @param conditions what its WHERE says about the rows of a relation, for each time it reads it
 * @param files the Parquet files it reads itself
 * @param scans how it reads them
 * @param otherInputs other files it reads itself, as inputs
 * @param isVolatile whether it calls a function whose result changes by itself
 */
record Relation(
    String name,
    NamedQuery.Kind kind,
    String artefact,
    String executable,
    List<String> reads,
    boolean passesRows,
    Map<String, List<Condition>> conditions,
    List<MappedFile> files,
    List<FileScan> scans,
    Set<String> otherInputs,
    boolean isVolatile) {}
