package ducksite.engine.plugin.verify;

import ducksite.engine.plugin.verify.ClassFacts.Member;
import ducksite.engine.plugin.verify.ClassFacts.Use;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.FieldModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.FieldRefEntry;
import java.lang.classfile.constantpool.InterfaceMethodRefEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.lang.classfile.instruction.ConstantInstruction.LoadConstantInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The reading of one class file, without the class being loaded. */
final class ClassReading {

  private static final String FOR_NAME_OWNER = "java/lang/Class";
  private static final Set<Use.Access> UNTOLD = EnumSet.of(Use.Access.UNTOLD);

  private final ClassModel model;
  private final String jar;
  private final RiskyCalls risks;
  private final Set<String> classes = new HashSet<>();
  private final List<MemberRefEntry> members = new ArrayList<>();
  private boolean asksByText;

  private ClassReading(ClassModel model, String jar, RiskyCalls risks) {
    this.model = model;
    this.jar = jar;
    this.risks = risks;
  }

  /**
   * What a class file says.
   *
   * @param jar how messages call its jar, empty for the plugin's own
   * @param risks is told of every call that an operator may want to know of
   * @throws IllegalArgumentException when it is no sound class file
   */
  static ClassFacts read(byte[] bytes, String jar, RiskyCalls risks) {
    return new ClassReading(ClassFile.of().parse(bytes), jar, risks).facts();
  }

  private ClassFacts facts() {
    String name = model.thisClass().asInternalName();
    for (PoolEntry entry : model.constantPool()) {
      switch (entry) {
        case ClassEntry named -> classes.add(Descriptors.element(named));
        case MemberRefEntry used -> use(name, used);
        default -> {
          // other entries name nothing that is linked
        }
      }
    }
    classes.remove("");
    classes.remove(name);
    return new ClassFacts(
        name,
        jar,
        model.flags().flagsMask(),
        model.superclass().map(ClassEntry::asInternalName).orElse(null),
        model.interfaces().stream().map(ClassEntry::asInternalName).toList(),
        members(name),
        classes,
        asksByText ? namedByText() : Set.of(),
        uses());
  }

  private List<Use> uses() {
    boolean asksApi =
        members.stream().anyMatch(each -> HostClasses.isApi(each.owner().asInternalName()));
    Optional<ApiAccess> accesses = asksApi ? Optional.of(new ApiAccess(model)) : Optional.empty();
    List<Use> uses = new ArrayList<>();
    for (MemberRefEntry entry : members) {
      Use.Kind kind =
          switch (entry) {
            case FieldRefEntry _ -> Use.Kind.FIELD;
            case InterfaceMethodRefEntry _ -> Use.Kind.INTERFACE_METHOD;
            default -> Use.Kind.METHOD;
          };
      for (Use.Access access : accesses.map(each -> each.of(entry)).orElse(UNTOLD)) {
        uses.add(
            new Use(
                kind,
                access,
                entry.owner().asInternalName(),
                entry.name().stringValue(),
                entry.type().stringValue()));
      }
    }
    return uses;
  }

  private void use(String referrer, MemberRefEntry entry) {
    String owner = entry.owner().asInternalName();
    String member = entry.name().stringValue();
    if (owner.startsWith("java/")) {
      risks.call(owner, member, referrer, jar);
      asksByText |= owner.equals(FOR_NAME_OWNER) && member.equals("forName");
    } else if (!owner.startsWith("[")) {
      risks.call(owner, member, referrer, jar);
      members.add(entry);
    }
  }

  private List<Member> members(String name) {
    List<Member> members = new ArrayList<>();
    for (MethodModel method : model.methods()) {
      members.add(
          new Member(
              method.methodName().stringValue(),
              method.methodType().stringValue(),
              method.flags().flagsMask()));
    }
    for (FieldModel field : model.fields()) {
      Member member =
          new Member(
              field.fieldName().stringValue(),
              field.fieldType().stringValue(),
              field.flags().flagsMask());
      members.add(member);
      risks.field(member, name, jar);
    }
    return members;
  }

  /** Constants that go straight into {@code Class.forName}. */
  private Set<String> namedByText() {
    Set<String> names = new HashSet<>();
    for (MethodModel method : model.methods()) {
      method
          .code()
          .ifPresent(
              code -> {
                String constant = null;
                for (CodeElement element : code) {
                  if (element instanceof LoadConstantInstruction load
                      && load.constantEntry() instanceof StringEntry text) {
                    constant = text.stringValue();
                  } else if (element instanceof InvokeInstruction call) {
                    if (constant != null && isForName(call)) {
                      names.add(constant.replace('.', '/'));
                    }
                    constant = null;
                  } else if (element instanceof Instruction) {
                    constant = null;
                  }
                }
              });
    }
    names.removeIf(text -> text.startsWith("["));
    return names;
  }

  private static boolean isForName(InvokeInstruction call) {
    return call.owner().asInternalName().equals(FOR_NAME_OWNER)
        && call.name().stringValue().equals("forName")
        && call.type().stringValue().startsWith("(Ljava/lang/String;)");
  }
}
