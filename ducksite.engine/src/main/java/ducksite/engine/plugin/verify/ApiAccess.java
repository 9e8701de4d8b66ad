package ducksite.engine.plugin.verify;

import ducksite.engine.plugin.verify.ClassFacts.Use.Access;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.MethodHandleEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.invoke.MethodHandleInfo;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What the code of a class takes members of the API for, static ones or an object's. The constant
 * pool names members without that, so the instructions are read.
 */
final class ApiAccess {

  private static final Set<Access> UNTOLD = EnumSet.of(Access.UNTOLD);

  private final Map<Integer, Set<Access>> found = new HashMap<>();

  /** Reads a class that names members of the API. */
  ApiAccess(ClassModel model) {
    for (PoolEntry entry : model.constantPool()) {
      if (entry instanceof MethodHandleEntry handle) {
        note(handle.reference(), isStatic(handle.kind()));
      }
    }
    for (MethodModel method : model.methods()) {
      method.code().ifPresent(code -> code.forEach(this::read));
    }
  }

  private void read(CodeElement element) {
    switch (element) {
      case InvokeInstruction call -> note(call.method(), call.opcode() == Opcode.INVOKESTATIC);
      case FieldInstruction field ->
          note(
              field.field(),
              field.opcode() == Opcode.GETSTATIC || field.opcode() == Opcode.PUTSTATIC);
      default -> {
        // no other instruction reaches a member
      }
    }
  }

  private static boolean isStatic(int kind) {
    return kind == MethodHandleInfo.REF_invokeStatic
        || kind == MethodHandleInfo.REF_getStatic
        || kind == MethodHandleInfo.REF_putStatic;
  }

  private void note(MemberRefEntry entry, boolean asStatic) {
    if (HostClasses.isApi(entry.owner().asInternalName())) {
      found
          .computeIfAbsent(entry.index(), _ -> EnumSet.noneOf(Access.class))
          .add(asStatic ? Access.STATIC : Access.INSTANCE);
    }
  }

  /** What a member is taken for; both when the code contradicts itself. */
  Set<Access> of(MemberRefEntry entry) {
    return found.getOrDefault(entry.index(), UNTOLD);
  }
}
