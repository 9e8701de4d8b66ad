package ducksite.engine.plugin.verify;

import java.lang.reflect.AccessFlag;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The classes of a plugin with those of the host that they stand on. */
record Hierarchy(Map<String, ClassFacts> own) {

  /** Whether a class of this name can be found. */
  boolean knows(String name) {
    return own.containsKey(name) || HostClasses.find(name).isPresent();
  }

  /** The superclass and the interfaces of a class; none of one that is not known. */
  List<String> parents(String name) {
    ClassFacts facts = own.get(name);
    List<String> parents = new ArrayList<>();
    if (facts != null) {
      if (facts.superName() != null) {
        parents.add(facts.superName());
      }
      parents.addAll(facts.interfaces());
      return parents;
    }
    HostClasses.find(name)
        .ifPresent(
            type -> {
              if (type.getSuperclass() != null) {
                parents.add(internal(type.getSuperclass()));
              } else if (type.isInterface()) {
                parents.add("java/lang/Object");
              }
              for (Class<?> each : type.getInterfaces()) {
                parents.add(internal(each));
              }
            });
    return parents;
  }

  private static String internal(Class<?> type) {
    return type.getName().replace('.', '/');
  }

  /**
   * A class with everything that it inherits from, itself first, superclasses before interfaces.
   */
  Set<String> ancestry(String name) {
    Set<String> all = new LinkedHashSet<>();
    collect(name, all);
    return all;
  }

  private void collect(String name, Set<String> all) {
    if (all.add(name)) {
      parents(name).forEach(parent -> collect(parent, all));
    }
  }

  /** Modifiers of the members that a class itself declares, by {@link HostClasses#key}. */
  Map<String, Integer> members(String name) {
    ClassFacts facts = own.get(name);
    if (facts == null) {
      return HostClasses.find(name).map(HostClasses::members).orElse(Map.of());
    }
    Map<String, Integer> members = new LinkedHashMap<>();
    facts
        .members()
        .forEach(
            member ->
                members.put(HostClasses.key(member.name(), member.descriptor()), member.flags()));
    return members;
  }

  /** Modifiers of a member where it is found first, null when it is nowhere. */
  @Nullable Integer find(Set<String> ancestry, String key) {
    for (String each : ancestry) {
      Integer flags = members(each).get(key);
      if (flags != null) {
        return flags;
      }
    }
    return null;
  }

  boolean isInterface(String name) {
    ClassFacts facts = own.get(name);
    return facts != null
        ? facts.is(AccessFlag.INTERFACE.mask())
        : HostClasses.find(name).map(Class::isInterface).orElse(false);
  }

  /** Whether a class of the host may be extended or implemented. */
  static boolean isOpen(Class<?> type) {
    return !Modifier.isFinal(type.getModifiers()) && !type.isSealed();
  }
}
