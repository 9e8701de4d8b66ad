package ducksite.engine.plugin.verify;

import ducksite.engine.plugin.verify.ClassFacts.Use;
import java.lang.reflect.AccessFlag;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The check of a plugin's classes against what the host has: every class and member of the API that
 * they name, every abstract method that they owe to it, and the classes that are nowhere.
 */
final class LinkCheck {

  private final Map<String, ClassFacts> own;
  private final Hierarchy hierarchy;
  private final Map<String, Set<String>> apiAncestry = new HashMap<>();
  private final Map<String, List<String>> mismatches = new HashMap<>();

  /** Checks all classes of a plugin, by internal name. */
  LinkCheck(Map<String, ClassFacts> own) {
    this.own = own;
    this.hierarchy = new Hierarchy(own);
    own.values().forEach(this::check);
  }

  Hierarchy hierarchy() {
    return hierarchy;
  }

  /** What in the API does not fit, in sentences without an end, by class of the plugin. */
  Map<String, List<String>> mismatches() {
    return mismatches;
  }

  private void check(ClassFacts facts) {
    for (String named : facts.classes()) {
      if (HostClasses.isApi(named) && !hierarchy.knows(named)) {
        mismatch(facts, "uses " + ClassFacts.dotted(named));
      }
    }
    for (Use use : facts.uses()) {
      if (concernsApi(use.owner()) && hierarchy.knows(use.owner())) {
        check(facts, use);
      }
    }
    checkParents(facts);
    if (!facts.is(AccessFlag.ABSTRACT.mask()) && concernsApi(facts.name())) {
      checkAbstractMethods(facts);
    }
  }

  private boolean concernsApi(String name) {
    return HostClasses.isApi(name) || own.containsKey(name) && !apiAncestry(name).isEmpty();
  }

  /**
   * A class of the plugin with all that it inherits from; empty when nothing of it is the API's.
   */
  private Set<String> apiAncestry(String name) {
    Set<String> known = apiAncestry.get(name);
    if (known == null) {
      Set<String> all = hierarchy.ancestry(name);
      known = all.stream().anyMatch(HostClasses::isApi) ? all : Set.of();
      apiAncestry.put(name, known);
    }
    return known;
  }

  private void check(ClassFacts facts, Use use) {
    Set<String> ancestry =
        own.containsKey(use.owner()) ? apiAncestry(use.owner()) : hierarchy.ancestry(use.owner());
    if (!ancestry.stream().allMatch(hierarchy::knows)) {
      return; // whatever is missing above it may have the member
    }
    Integer flags = hierarchy.find(ancestry, HostClasses.key(use.name(), use.descriptor()));
    boolean wrongKind =
        use.kind() != Use.Kind.FIELD
            && hierarchy.isInterface(use.owner()) != (use.kind() == Use.Kind.INTERFACE_METHOD);
    if (flags == null) {
      mismatch(facts, "uses " + use.text());
    } else if (HostClasses.isApi(use.owner())
        && !Modifier.isPublic(flags)
        && !Modifier.isProtected(flags)) {
      mismatch(facts, "uses " + use.text() + " as if it were public");
    } else if (use.access() != Use.Access.UNTOLD
        && Modifier.isStatic(flags) != (use.access() == Use.Access.STATIC)) {
      mismatch(
          facts,
          "uses "
              + use.text()
              + (Modifier.isStatic(flags)
                  ? ", which is static, on an object"
                  : " as if it were static"));
    } else if (wrongKind) {
      mismatch(
          facts,
          "takes "
              + ClassFacts.dotted(use.owner())
              + (hierarchy.isInterface(use.owner()) ? " for a class" : " for an interface"));
    }
  }

  private void checkParents(ClassFacts facts) {
    for (String parent : hierarchy.parents(facts.name())) {
      Optional<Class<?>> type =
          HostClasses.isApi(parent) ? HostClasses.find(parent) : Optional.empty();
      if (type.isPresent()) {
        boolean implemented = facts.interfaces().contains(parent);
        if (implemented != type.get().isInterface()) {
          mismatch(
              facts,
              (implemented ? "implements the class " : "extends the interface ")
                  + ClassFacts.dotted(parent));
        } else if (!Hierarchy.isOpen(type.get())) {
          mismatch(facts, "extends " + ClassFacts.dotted(parent) + ", which is final");
        }
      }
    }
  }

  private void checkAbstractMethods(ClassFacts facts) {
    Set<String> ancestry = apiAncestry(facts.name());
    if (!ancestry.stream().allMatch(hierarchy::knows)) {
      return;
    }
    for (String type : ancestry) {
      if (HostClasses.isApi(type)) {
        hierarchy
            .members(type)
            .forEach(
                (key, flags) -> {
                  if (Modifier.isAbstract(flags) && !isImplemented(ancestry, key)) {
                    String name = key.substring(0, key.indexOf(' '));
                    mismatch(
                        facts,
                        "does not have "
                            + ClassFacts.dotted(type)
                            + "."
                            + name
                            + Descriptors.parameters(key.substring(name.length() + 1)));
                  }
                });
      }
    }
  }

  private boolean isImplemented(Set<String> ancestry, String key) {
    for (String each : ancestry) {
      Integer flags = hierarchy.members(each).get(key);
      if (flags != null && !Modifier.isAbstract(flags) && !Modifier.isStatic(flags)) {
        return true;
      }
    }
    return false;
  }

  private void mismatch(ClassFacts facts, String sentence) {
    List<String> known = mismatches.computeIfAbsent(facts.name(), _ -> new ArrayList<>());
    if (!known.contains(sentence)) {
      known.add(sentence);
    }
  }
}
