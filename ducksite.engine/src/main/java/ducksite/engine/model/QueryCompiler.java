package ducksite.engine.model;

import ducksite.engine.datamap.DataMap;
import ducksite.engine.datamap.MappedFile;
import ducksite.engine.datamap.ProxiedFiles;
import ducksite.engine.datamap.SourceFiles;
import ducksite.engine.duck.SqlGate;
import ducksite.engine.project.ModelSource;
import ducksite.engine.project.Problems;
import ducksite.engine.project.SourceFragment;
import ducksite.engine.sql.Condition;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compiles author's SQL against the sources and models of one site. Sources and models are added
 * first; then every query that names them compiles. Problems go to the collector, all of a text at
 * once. Confined to the compiling thread.
 */
public final class QueryCompiler {

  private final Expressions expressions;
  private final ProxiedFiles proxied;
  private final Relations relations = new Relations();
  private final AuthorSql author;
  private boolean missed;

  /** A compiler over a data map; the views of its sources can be named at once. */
  public QueryCompiler(SqlGate gate, DataMap map, AllowedFolders allowed) {
    this.expressions = new Expressions(gate);
    this.proxied = map.proxied();
    FileScans scans = new FileScans(map, expressions);
    this.author =
        new AuthorSql(
            gate, new FileArguments(map, allowed, expressions, scans), proxied, relations);
    for (SourceFiles source : map.sources()) {
      // A view over a part of a source's files would tell half of the truth.
      boolean readable = !source.files().isEmpty() && !proxied.isSource(source.name());
      if (!source.name().isEmpty() && readable) {
        boolean isVolatile = source.filters().stream().anyMatch(expressions::isVolatile);
        relations
            .named()
            .put(Relations.lower(source.name()), SourceViews.view(source, scans, isVolatile));
      }
    }
  }

  /**
   * A compiler before the values of templates are known: every name that begins like a template's
   * views counts as one and reads all files of the source.
   */
  public static QueryCompiler withoutValues(SqlGate gate, DataMap map, AllowedFolders allowed) {
    QueryCompiler compiler = new QueryCompiler(gate, map, allowed);
    map.sources().stream()
        .sorted(Comparator.comparing(Templates::isInherited))
        .forEach(source -> Templates.open(source).ifPresent(compiler::addTemplate));
    return compiler;
  }

  /**
   * Tells that a source exists but cannot be read, so that its readers are not reported as well.
   */
  public void addBroken(String name) {
    relations.broken().add(key(name));
  }

  /**
   * Adds the views per value of a source, to be named by models and queries that are added later.
   */
  void addTemplate(Template template) {
    relations.add(template);
  }

  /** The templates added. */
  public List<Template> templates() {
    return relations.templates();
  }

  /** Whether a name is a source's, a model's or that of a view per value. */
  public synchronized boolean isKnown(String name) {
    return relations.find(key(name)) != null || relations.broken().contains(key(name));
  }

  /**
   * A source, a model or a view per value.
   *
   * @throws IllegalArgumentException when there is none of this name
   */
  public CompiledSql view(String name) {
    Relation relation = relations.find(key(name));
    if (relation == null) {
      throw new IllegalArgumentException("there is no view '" + name + "'");
    }
    return assemble(relation);
  }

  /** The one view of a template with parameters in the place of a value. */
  public CompiledSql parameterised(Template template) {
    return assemble(template.parameterised(relations.sourceKey(template.source())));
  }

  /** Adds the models, in any order; each is checked, and cycles among them are reported. */
  public void addModels(List<ModelSource> models, Problems problems) {
    new AddedModels(relations, author, problems).add(models);
  }

  /**
   * The compiled form of every source and model that is not broken, what is read before its
   * readers.
   */
  public Map<String, CompiledSql> named() {
    Map<String, CompiledSql> compiled = new LinkedHashMap<>();
    Set<String> visited = new LinkedHashSet<>();
    List.copyOf(relations.named().keySet()).forEach(key -> visit(key, visited));
    visited.stream()
        .filter(relations.named()::containsKey)
        .filter(key -> !relations.isBroken(key) && !Relations.isHidden(key))
        .map(relations::find)
        .forEach(each -> compiled.put(each.name(), assemble(each)));
    return compiled;
  }

  /** Why a text is not one harmless expression, for its author; empty when it is. */
  public Optional<String> refusal(String expression) {
    return expressions.refusal(expression);
  }

  /** As much of a predicate as can be decided without its rows. */
  public Condition condition(String predicate) {
    return expressions.condition(predicate);
  }

  /** Whether two evaluations of an expression may differ, as with {@code now()}. */
  public boolean isVolatile(String expression) {
    return expressions.isVolatile(expression);
  }

  /**
   * The mapped files that a named query reads, directly or not.
   *
   * @throws IllegalArgumentException when there is no such query, or it reads no mapped file
   */
  public List<MappedFile> filesOf(String name) {
    String key = key(name);
    if (relations.find(key) == null || relations.isBroken(key)) {
      throw new IllegalArgumentException(
          "there is no model '" + name + "' that can be compiled over the sources known so far");
    }
    Set<String> visited = new LinkedHashSet<>();
    visit(key, visited);
    List<MappedFile> files =
        visited.stream()
            .map(relations::find)
            .flatMap(each -> each.files().stream())
            .distinct()
            .toList();
    if (files.isEmpty()) {
      throw new IllegalArgumentException(
          "the model '" + name + "' reads no Parquet file of a source");
    }
    return files;
  }

  /** What a name stands for; empty when nobody has it, or it is broken. Safe once all is added. */
  public synchronized Optional<CompiledSql> find(String name) {
    if (relations.isBroken(key(name))) {
      missed = true;
      return Optional.empty();
    }
    return Optional.ofNullable(relations.find(key(name))).map(this::assemble);
  }

  /** Whether a model has taken the name of a source. */
  public boolean isHidden(String source) {
    return Relations.isHidden(relations.sourceKey(source));
  }

  /** Where a named query comes from. */
  public NamedQuery.Kind kindOf(String name) {
    return relations.find(key(name)).kind();
  }

  /**
   * Compiles a block of a page, which may refer to the page's inputs.
   *
   * @param unreadable names that exist where the query stands but cannot be read, such as other
   *     queries of its page
   * @return empty when problems were reported, or when it reads something broken
   */
  public Optional<CompiledSql> compile(
      SourceFragment sql, Set<String> unreadable, Problems problems) {
    return compile(NamedQuery.Kind.PAGE_QUERY, sql, unreadable, Set.of(), Map.of(), problems);
  }

  /**
   * Compiles a query that nobody can name, some of whose parameters name files: these are resolved
   * as if their values stood in the text, but that a wildcard in them means itself. Once all is
   * added, several threads may call this.
   *
   * @param tables names that whoever executes the query defines in front of it
   * @param paths the values of these parameters by name
   */
  public synchronized Optional<CompiledSql> compile(
      SourceFragment sql,
      Set<String> unreadable,
      Set<String> tables,
      Map<String, List<String>> paths,
      Problems problems) {
    return compile(NamedQuery.Kind.ROUTE_QUERY, sql, unreadable, tables, paths, problems);
  }

  private synchronized Optional<CompiledSql> compile(
      NamedQuery.Kind kind,
      SourceFragment sql,
      Set<String> unreadable,
      Set<String> tables,
      Map<String, List<String>> paths,
      Problems problems) {
    Set<String> outer = tables.stream().map(Relations::lower).collect(Collectors.toSet());
    Set<String> known = relations.named().keySet();
    if (!outer.isEmpty()) {
      known = new LinkedHashSet<>(known);
      known.addAll(outer);
    }
    return author
        .relation("", kind, sql, known, unreadable, paths, problems)
        .filter(this::isComplete)
        .map(relation -> assemble(relation, outer));
  }

  private boolean isComplete(Relation relation) {
    boolean complete = relation.reads().stream().noneMatch(relations::isBroken);
    missed |= !complete;
    return complete;
  }

  /** Whether a route or a page could not be compiled because something that it reads is broken. */
  public synchronized boolean hasMissed() {
    return missed;
  }

  /** Which of some parameters stand where a text names files. */
  public Set<String> fileParameters(SourceFragment sql, Set<String> names) {
    return author.fileParameters(sql, names);
  }

  private CompiledSql assemble(Relation top) {
    return assemble(top, Set.of());
  }

  /**
   * @param outer names that will be defined in front of the statement, in lower case
   */
  private CompiledSql assemble(Relation top, Set<String> outer) {
    Set<String> visited = new LinkedHashSet<>();
    top.reads().forEach(key -> visit(key, visited));
    Map<String, Relation> needed = new LinkedHashMap<>();
    visited.forEach(key -> needed.put(key, relations.find(key)));
    List<WithList.Table> tables = tables(top, needed);
    boolean shadowed =
        Stream.concat(outer.stream(), tables.stream().map(each -> Relations.lower(each.name())))
            .anyMatch(author.commonTables(key(top.name()))::contains);
    return WithList.assemble(top, needed, tables, shadowed, !outer.isEmpty());
  }

  /** The common tables of a statement; where two have one name, each brings its own along. */
  private List<WithList.Table> tables(Relation top, Map<String, Relation> needed) {
    long names =
        needed.values().stream().map(each -> Relations.lower(each.name())).distinct().count();
    if (names == needed.size()) {
      return needed.values().stream().map(WithList.Table::of).toList();
    }
    return top.reads().stream()
        .distinct()
        .map(needed::get)
        .map(each -> WithList.Table.of(each.name(), assemble(each)))
        .toList();
  }

  private void visit(String key, Set<String> visited) {
    Relation relation = relations.find(key);
    if (relation == null || visited.contains(key)) {
      return;
    }
    relation.reads().forEach(read -> visit(read, visited));
    visited.add(key);
  }

  private String key(String name) {
    return relations.key(name);
  }
}
