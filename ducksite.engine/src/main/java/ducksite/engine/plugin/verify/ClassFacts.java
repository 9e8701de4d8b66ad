package ducksite.engine.plugin.verify;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one class file of a plugin says about itself and about others. Names are internal: {@code
 * java/lang/String}.
 *
 * @param name the class
 * @param jar how messages call its jar, empty for the plugin's own
 * @param flags access flags of the class
 * @param superName its superclass, null for none
 * @param interfaces its direct interfaces
 * @param members the fields and methods that it declares
 * @param classes the classes that its code names, arrays by their elements
 * @param namedByText classes that it asks {@code Class.forName} for by a constant
 * @param uses the members of classes outside the JDK that its code names
 */
record ClassFacts(
    String name,
    String jar,
    int flags,
    @Nullable String superName,
    List<String> interfaces,
    List<Member> members,
    Set<String> classes,
    Set<String> namedByText,
    List<Use> uses) {

  /** A field or method by name and descriptor. */
  record Member(String name, String descriptor, int flags) {}

  /** A member that a class names of another, or of itself. */
  record Use(Kind kind, Access access, String owner, String name, String descriptor) {

    /** Which entry of the constant pool names it. */
    enum Kind {
      FIELD,
      METHOD,
      INTERFACE_METHOD
    }

    /** What the code takes it for; only told for members of the API. */
    enum Access {
      UNTOLD,
      STATIC,
      INSTANCE
    }

    /** As people write it: {@code ducksite.api.Options.string(String)}. */
    String text() {
      return dotted(owner)
          + (name.equals("<init>") ? "" : "." + name)
          + (kind == Kind.FIELD ? "" : Descriptors.parameters(descriptor));
    }
  }

  boolean is(int flag) {
    return (flags & flag) != 0;
  }

  /** The binary name: {@code a.B$C}. */
  static String dotted(String internal) {
    return internal.replace('/', '.');
  }
}
