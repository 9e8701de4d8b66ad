package ducksite.engine.plugin.verify;

import java.lang.classfile.constantpool.ClassEntry;
import java.util.ArrayList;
import java.util.List;

/** Reading of type descriptors such as {@code (ILjava/lang/String;)V}. */
final class Descriptors {

  private Descriptors() {}

  /** The internal names of the classes in a descriptor, arrays by their elements. */
  static List<String> classes(String descriptor) {
    List<String> names = new ArrayList<>();
    for (int at = descriptor.indexOf('L'); at >= 0; ) {
      int end = descriptor.indexOf(';', at);
      if (end < 0) {
        break;
      }
      names.add(descriptor.substring(at + 1, end));
      at = descriptor.indexOf('L', end);
    }
    return names;
  }

  /** The class of an entry, of an array the class of its elements; empty for primitives. */
  static String element(ClassEntry entry) {
    String name = entry.asInternalName();
    if (!name.startsWith("[")) {
      return name;
    }
    int start = name.lastIndexOf('[') + 1;
    return name.charAt(start) == 'L' ? name.substring(start + 1, name.length() - 1) : "";
  }

  /** The parameters as people write them: {@code (String, int)}. */
  static String parameters(String descriptor) {
    List<String> types = new ArrayList<>();
    int at = 1;
    while (at < descriptor.length() && descriptor.charAt(at) != ')') {
      int dimensions = 0;
      while (descriptor.charAt(at) == '[') {
        dimensions++;
        at++;
      }
      String type;
      if (descriptor.charAt(at) == 'L') {
        int end = descriptor.indexOf(';', at);
        String name = descriptor.substring(at + 1, end);
        type = name.substring(name.lastIndexOf('/') + 1);
        at = end + 1;
      } else {
        type = primitive(descriptor.charAt(at));
        at++;
      }
      types.add(type.replace('$', '.') + "[]".repeat(dimensions));
    }
    return "(" + String.join(", ", types) + ")";
  }

  private static String primitive(char letter) {
    return switch (letter) {
      case 'B' -> "byte";
      case 'C' -> "char";
      case 'D' -> "double";
      case 'F' -> "float";
      case 'I' -> "int";
      case 'J' -> "long";
      case 'S' -> "short";
      case 'Z' -> "boolean";
      default -> String.valueOf(letter);
    };
  }
}
