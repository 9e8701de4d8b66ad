package ducksite.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What is made from what, as a graph without circles: files, file sources, models, routes and
 * pages. An edge leads from what is read to what reads it.
 *
 * @param nodes what is read before its readers
 * @param edges without repetition
 */
public record Lineage(List<Node> nodes, List<Edge> edges) {

  /** What a node is; in the order in which data flows. */
  public enum Kind {
    /** The Parquet files of one source together, or one other file. */
    FILES,
    /** The view of a {@code [[file_sources]]} entry. */
    SOURCE,
    /** A named query of {@code sources_sql}. */
    MODEL,
    /** An endpoint. */
    ROUTE,
    /** A page. */
    PAGE;

    /** The kind in JSON and in ids. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One thing.
   *
   * @param id unique: the kind, a colon and the name
   * @param name what its author calls it: a source's or model's name, a route's id, a page's path
   * @param detail where it is, or how large, for people
   */
  public record Node(String id, Kind kind, String name, String detail) {

    Node(Kind kind, String name, String detail) {
      this(kind.word() + ":" + name, kind, name, detail);
    }
  }

  /**
   * One is read by the other, directly.
   *
   * @param from id of what is read
   * @param to id of its reader
   */
  public record Edge(String from, String to) {}

  /** A graph with its own copies of the lists. */
  public Lineage {
    nodes = List.copyOf(nodes);
    edges = List.copyOf(edges);
  }

  /** The node of an id, or else of a name, without letter case; the first where kinds share one. */
  public Optional<Node> find(String name) {
    return nodes.stream()
        .filter(node -> node.name().equals(name) && node.kind() == Kind.MODEL)
        .findFirst()
        .or(() -> found(name));
  }

  private Optional<Node> found(String name) {
    return nodes.stream()
        .filter(node -> node.id().equalsIgnoreCase(name))
        .findFirst()
        .or(() -> nodes.stream().filter(node -> node.name().equalsIgnoreCase(name)).findFirst());
  }

  /** What a node is made from and what is made from it, directly or not, and the node. */
  public Lineage around(Node node) {
    Set<String> kept = new LinkedHashSet<>(reached(node.id(), Edge::to, Edge::from));
    kept.addAll(reached(node.id(), Edge::from, Edge::to));
    return new Lineage(
        nodes.stream().filter(each -> kept.contains(each.id())).toList(),
        edges.stream()
            .filter(each -> kept.contains(each.from()) && kept.contains(each.to()))
            .toList());
  }

  /** What each node reads directly, by id. */
  public Map<String, List<Node>> reads() {
    return neighbours(Edge::to, Edge::from);
  }

  /** What reads each node directly, by id. */
  public Map<String, List<Node>> readBy() {
    return neighbours(Edge::from, Edge::to);
  }

  /** As JSON: {@code nodes} with id, kind, name and detail, {@code edges} with from and to. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("nodes", nodes.stream().map(Lineage::toMap).toList());
    map.put(
        "edges", edges.stream().map(edge -> Map.of("from", edge.from(), "to", edge.to())).toList());
    return map;
  }

  private static Map<String, String> toMap(Node node) {
    Map<String, String> map = new LinkedHashMap<>();
    map.put("id", node.id());
    map.put("kind", node.kind().word());
    map.put("name", node.name());
    map.put("detail", node.detail());
    return map;
  }

  private Set<String> reached(
      String start, Function<Edge, String> near, Function<Edge, String> far) {
    Map<String, List<Node>> next = neighbours(near, far);
    Set<String> reached = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(start));
    while (!open.isEmpty()) {
      String id = open.removeFirst();
      if (reached.add(id)) {
        next.getOrDefault(id, List.of()).forEach(node -> open.addLast(node.id()));
      }
    }
    return reached;
  }

  private Map<String, List<Node>> neighbours(
      Function<Edge, String> near, Function<Edge, String> far) {
    Map<String, Node> byId = new LinkedHashMap<>();
    nodes.forEach(node -> byId.put(node.id(), node));
    Map<String, List<Node>> neighbours = new LinkedHashMap<>();
    for (Edge edge : edges) {
      neighbours
          .computeIfAbsent(near.apply(edge), id -> new ArrayList<>())
          .add(byId.get(far.apply(edge)));
    }
    return neighbours;
  }
}
