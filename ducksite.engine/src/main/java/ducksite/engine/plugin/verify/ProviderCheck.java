package ducksite.engine.plugin.verify;

import ducksite.engine.project.Problem;
import java.lang.reflect.AccessFlag;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The check of the classes that a jar names as its providers, each for itself. */
record ProviderCheck(Map<String, ClassFacts> own, LinkCheck links, String libraryFolder) {

  /** Why a class cannot be a provider; empty when it can. */
  Optional<Problem> check(Candidate candidate) {
    String name = candidate.className().replace('.', '/');
    ClassFacts facts = own.get(name);
    if (facts == null) {
      return problem(
          "plugin/missing-class",
          "it names "
              + candidate.className()
              + " as its "
              + candidate.spi().getSimpleName()
              + ", but holds no such class",
          "correct the name where the provider is listed, or add the class");
    }
    return missing(facts).or(() -> mismatch(facts)).or(() -> shape(facts, candidate));
  }

  /** A provider is refused for what it, or a class that it leads to, wants of another API. */
  private Optional<Problem> mismatch(ClassFacts facts) {
    if (links.mismatches().isEmpty()) {
      return Optional.empty();
    }
    for (String reached : reachable(facts.name())) {
      List<String> found = links.mismatches().get(reached);
      if (found != null) {
        return Optional.of(apiMismatch(own.get(reached), found));
      }
    }
    return Optional.empty();
  }

  static Problem apiMismatch(ClassFacts facts, List<String> found) {
    int more = found.size() - 1;
    return Problem.error(
            "plugin/api-mismatch",
            facts.jar()
                + ClassFacts.dotted(facts.name())
                + " "
                + found.getFirst()
                + ", unlike API "
                + ApiRange.CURRENT
                + " of this host"
                + (more == 0 ? "" : " (and " + more + " more)"))
        .withHint("build the plugin against the ducksite.api of this host");
  }

  /** The plugin's classes that a class leads to by name, nearest first. */
  Set<String> reachable(String start) {
    Set<String> reached = new java.util.LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(start));
    while (!open.isEmpty()) {
      String name = open.poll();
      ClassFacts facts = own.get(name);
      if (facts != null && reached.add(name)) {
        open.addAll(facts.classes());
      }
    }
    return reached;
  }

  /** Java cannot link a class without its parents, nor list its methods without their types. */
  private Optional<Problem> missing(ClassFacts facts) {
    for (String parent : links.hierarchy().ancestry(facts.name())) {
      if (!links.hierarchy().knows(parent) && !HostClasses.isApi(parent)) {
        return linkless(facts, parent, "which it extends or implements");
      }
    }
    Set<String> seen = new HashSet<>();
    for (ClassFacts.Member member : facts.members()) {
      for (String type : Descriptors.classes(member.descriptor())) {
        boolean method = member.descriptor().startsWith("(");
        if (method
            && seen.add(type)
            && !links.hierarchy().knows(type)
            && !HostClasses.isApi(type)) {
          return linkless(facts, type, "a type of its method " + member.name());
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Problem> linkless(ClassFacts facts, String missing, String why) {
    return problem(
        "plugin/missing-class",
        ClassFacts.dotted(facts.name())
            + " cannot be linked: "
            + ClassFacts.dotted(missing)
            + ", "
            + why
            + ", is in none of its jars, nor shared by the host",
        "put the jar that holds it into the folder " + libraryFolder);
  }

  private Optional<Problem> shape(ClassFacts facts, Candidate candidate) {
    String spi = candidate.spi().getName().replace('.', '/');
    String name = candidate.className();
    if (hasFactory(facts, spi)) {
      return Optional.empty();
    }
    if (!links.hierarchy().ancestry(facts.name()).contains(spi)) {
      return problem(
          "plugin/not-a-provider",
          name + " does not implement " + candidate.spi().getName(),
          "implement the interface, or correct the name where the provider is listed");
    }
    if (facts.is(AccessFlag.ABSTRACT.mask())) {
      return notInstantiable(name + " is abstract");
    }
    if (!facts.is(AccessFlag.PUBLIC.mask())) {
      return notInstantiable(name + " is not public");
    }
    List<ClassFacts.Member> constructors = new ArrayList<>(facts.members());
    constructors.removeIf(
        each -> !each.name().equals("<init>") || !each.descriptor().equals("()V"));
    if (constructors.isEmpty()) {
      return notInstantiable(name + " has no constructor without parameters");
    }
    return (constructors.getFirst().flags() & AccessFlag.PUBLIC.mask()) == 0
        ? notInstantiable(name + " has no public constructor without parameters")
        : Optional.empty();
  }

  private boolean hasFactory(ClassFacts facts, String spi) {
    int wanted = AccessFlag.PUBLIC.mask() | AccessFlag.STATIC.mask();
    return facts.members().stream()
        .anyMatch(
            member ->
                member.name().equals("provider")
                    && member.descriptor().startsWith("()L")
                    && (member.flags() & wanted) == wanted
                    && links
                        .hierarchy()
                        .ancestry(Descriptors.classes(member.descriptor()).getFirst())
                        .contains(spi));
  }

  private static Optional<Problem> notInstantiable(String why) {
    return problem(
        "plugin/not-instantiable",
        why,
        "a provider is a public class with a public constructor without parameters");
  }

  private static Optional<Problem> problem(String code, String message, String hint) {
    return Optional.of(Problem.error(code, message).withHint(hint));
  }
}
