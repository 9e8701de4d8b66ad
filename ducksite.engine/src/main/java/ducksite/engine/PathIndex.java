package ducksite.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Paths by their segments, with parameters in braces, each with the number of its owner: what meets
 * a path is found without a look at all others. Confined to one thread.
 */
final class PathIndex {

  private static final class Node {
    private final Map<String, Node> literals = new HashMap<>();
    private @Nullable Node parameter;
    private final List<Integer> owners = new ArrayList<>();
  }

  private final Node root = new Node();

  /** Adds a path that begins with a slash. */
  void add(String path, int owner) {
    Node node = root;
    for (String segment : segments(path)) {
      if (isParameter(segment)) {
        if (node.parameter == null) {
          node.parameter = new Node();
        }
        node = node.parameter;
      } else {
        node = node.literals.computeIfAbsent(segment, absent -> new Node());
      }
    }
    node.owners.add(owner);
  }

  /** The owners of the paths that some request's path would be as well as this one. */
  SortedSet<Integer> overlapping(String path) {
    SortedSet<Integer> owners = new TreeSet<>();
    collect(root, segments(path), 0, true, owners);
    return owners;
  }

  /** The owners of the paths that answer a request's path. */
  SortedSet<Integer> matching(String path) {
    SortedSet<Integer> owners = new TreeSet<>();
    collect(root, segments(path), 0, false, owners);
    return owners;
  }

  private static void collect(
      Node node, List<String> segments, int at, boolean pattern, SortedSet<Integer> owners) {
    if (at == segments.size()) {
      owners.addAll(node.owners);
      return;
    }
    String segment = segments.get(at);
    boolean any = pattern && isParameter(segment);
    if (any) {
      node.literals.values().forEach(each -> collect(each, segments, at + 1, true, owners));
    } else {
      Node literal = node.literals.get(segment);
      if (literal != null) {
        collect(literal, segments, at + 1, pattern, owners);
      }
    }
    if (node.parameter != null && (pattern || !segment.isEmpty())) {
      collect(node.parameter, segments, at + 1, pattern, owners);
    }
  }

  private static List<String> segments(String path) {
    return List.of(path.substring(1).split("/", -1));
  }

  private static boolean isParameter(String segment) {
    return segment.startsWith("{") && segment.endsWith("}");
  }
}
