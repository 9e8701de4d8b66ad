package ducksite.engine;

import ducksite.engine.datamap.MappedFile;
import ducksite.engine.datamap.SourceFiles;
import ducksite.engine.model.CompiledSql;
import ducksite.engine.model.Inputs;
import ducksite.engine.model.NamedQuery;
import ducksite.engine.page.Page;
import ducksite.engine.page.PageQuery;
import ducksite.engine.project.Quantities;
import ducksite.engine.route.Route;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Draws the lineage of a site together; linear in its files and queries. */
final class LineageOfSite {

  private static final String UNNAMED = "(no view)";

  private final Site site;
  private final Map<String, Lineage.Node> nodes = new LinkedHashMap<>();
  private final Set<Lineage.Edge> edges = new LinkedHashSet<>();
  private final Map<String, String> byName = new LinkedHashMap<>();
  private final Map<String, String> sources = new HashMap<>();
  private final Map<String, Lineage.Node> routes = new HashMap<>();

  LineageOfSite(Site site) {
    this.site = site;
  }

  Lineage draw() {
    site.dataMap().sources().forEach(this::addSource);
    for (NamedQuery query : site.queries().values()) {
      if (query.kind() == NamedQuery.Kind.MODEL) {
        Lineage.Node node = add(Lineage.Kind.MODEL, query.name(), columns(query));
        byName.put(key(query.name()), node.id());
        byName.put(query.name(), node.id());
        connect(node, List.of(query.sql()));
      }
    }
    site.routes().forEach(this::addRoute);
    for (Page page : site.pages()) {
      connect(
          add(Lineage.Kind.PAGE, page.url(), page.file()),
          page.queries().values().stream().map(PageQuery::sql).toList());
    }
    // By kind is the way that data flows; models already stand behind what they read.
    return new Lineage(
        nodes.values().stream().sorted(Comparator.comparing(Lineage.Node::kind)).toList(),
        List.copyOf(edges));
  }

  /** A route, behind those that it reads. */
  private Lineage.Node addRoute(Route route) {
    Lineage.Node known = routes.get(route.id());
    if (known != null) {
      return known;
    }
    List<Lineage.Node> upstream =
        route.uses().values().stream()
            .distinct()
            .map(id -> addRoute(site.route(id).orElseThrow()))
            .toList();
    Lineage.Node node = add(Lineage.Kind.ROUTE, route.id(), route.source().path());
    routes.put(route.id(), node);
    upstream.forEach(each -> edges.add(new Lineage.Edge(each.id(), node.id())));
    connect(node, List.of(route.sql()));
    return node;
  }

  private void addSource(SourceFiles source) {
    String name = source.name().isEmpty() ? UNNAMED : source.name();
    List<MappedFile> files = source.files();
    long bytes = files.stream().mapToLong(file -> file.identity().size()).sum();
    String count = files.size() == 1 ? "1 file, " : files.size() + " files, ";
    Lineage.Node below = add(Lineage.Kind.FILES, name, count + Quantities.size(bytes));
    Lineage.Node node = add(Lineage.Kind.SOURCE, name, rows(source));
    edges.add(new Lineage.Edge(below.id(), node.id()));
    byName.put(key(source.name()), node.id());
    sources.put(key(source.name()), node.id());
  }

  private static String rows(SourceFiles source) {
    if (source.rowFilter() != null) {
      return "WHERE " + source.rowFilter();
    }
    return switch (source.filters().size()) {
      case 0 -> "all rows";
      case 1 -> "WHERE " + source.filters().iterator().next();
      default -> source.filters().size() + " filters";
    };
  }

  /** Edges from everything that some queries read by name, or as a file. */
  private void connect(Lineage.Node reader, List<CompiledSql> queries) {
    for (CompiledSql sql : queries) {
      Set<String> known = new HashSet<>();
      for (String name : sql.dependencies()) {
        String read = byName.getOrDefault(name, byName.get(key(name)));
        if (read != null) {
          edges.add(new Lineage.Edge(read, reader.id()));
        }
        NamedQuery query = site.queries().get(name);
        // A view per value is no node: what reads it reads its source.
        if (query != null && read != null) {
          known.addAll(query.sql().inputs());
        }
      }
      for (String input : sql.inputs()) {
        if (!known.contains(input)) {
          edges.add(new Lineage.Edge(input(input), reader.id()));
        }
      }
    }
  }

  private String input(String input) {
    Path file = Inputs.pathOf(input);
    if (file == null) {
      return sources.getOrDefault(key(Inputs.sourceOf(input)), input);
    }
    Path root = site.project().root();
    String name = file.startsWith(root) ? root.relativize(file).toString() : file.toString();
    return add(Lineage.Kind.FILES, name, "read by name").id();
  }

  private Lineage.Node add(Lineage.Kind kind, String name, String detail) {
    Lineage.Node node = new Lineage.Node(kind, name, detail);
    nodes.putIfAbsent(node.id(), node);
    return nodes.get(node.id());
  }

  private static String columns(NamedQuery query) {
    int count = query.columns().size();
    return count == 1 ? "1 column" : count + " columns";
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
