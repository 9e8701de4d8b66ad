package ducksite.architecture;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/**
 * What public types and their members in some sources lack: a comment, a {@code throws} in it, the
 * two marks of {@code ApiStatus}.
 */
final class ApiDocumentation extends TreePathScanner<Void, Void> {

  private static final Set<Modifier> VISIBLE = Set.of(Modifier.PUBLIC, Modifier.PROTECTED);

  private final Trees trees;
  private final boolean marks;
  private final List<String> lacks = new ArrayList<>();
  private int types;
  private int members;

  private ApiDocumentation(Trees trees, boolean marks) {
    this.trees = trees;
    this.marks = marks;
  }

  /**
   * Reads sources.
   *
   * @param marks whether {@code ApiStatus} is wanted on every public type
   */
  static ApiDocumentation of(Iterable<? extends JavaFileObject> sources, boolean marks)
      throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    JavacTask task =
        (JavacTask) compiler.getTask(null, null, _ -> {}, List.of("-proc:none"), null, sources);
    ApiDocumentation documentation = new ApiDocumentation(Trees.instance(task), marks);
    for (CompilationUnitTree unit : task.parse()) {
      documentation.scan(unit, null);
    }
    return documentation;
  }

  List<String> lacks() {
    return lacks;
  }

  int types() {
    return types;
  }

  int members() {
    return members;
  }

  @Override
  public Void visitClass(ClassTree type, Void nothing) {
    if (!isVisible(type.getModifiers())) {
      return null;
    }
    types++;
    comment(type.getSimpleName().toString());
    boolean topLevel = getCurrentPath().getParentPath().getLeaf() instanceof CompilationUnitTree;
    if (marks && topLevel && !marked(type.getModifiers()).equals(Set.of("stability", "role"))) {
      lacks.add(type.getSimpleName() + ": @ApiStatus with stability and role");
    }
    return super.visitClass(type, nothing);
  }

  @Override
  public Void visitMethod(MethodTree method, Void nothing) {
    if (!isVisible(method.getModifiers())
        || hasAnnotation(method, "Override")
        || isSynthetic(method)) {
      return null;
    }
    members++;
    String name = owner().getSimpleName() + "." + method.getName() + "()";
    String comment = comment(name);
    boolean test = hasAnnotation(method, "Test");
    if (comment != null && !test && !method.getThrows().isEmpty() && !comment.contains("@throws")) {
      lacks.add(name + ": @throws");
    }
    return null;
  }

  @Override
  public Void visitVariable(VariableTree field, Void nothing) {
    boolean constant = owner().getKind() == Tree.Kind.ENUM;
    if (constant && field.getModifiers().getFlags().contains(Modifier.STATIC)) {
      members++;
      comment(owner().getSimpleName() + "." + field.getName());
    }
    return null;
  }

  private ClassTree owner() {
    return (ClassTree) getCurrentPath().getParentPath().getLeaf();
  }

  private String comment(String name) {
    TreePath path = getCurrentPath();
    String comment = trees.getDocComment(path);
    if (comment == null || comment.isBlank()) {
      lacks.add(name + ": a comment");
      return null;
    }
    return comment;
  }

  private boolean isVisible(ModifiersTree modifiers) {
    TreePath parent = getCurrentPath().getParentPath();
    boolean inInterface =
        parent.getLeaf() instanceof ClassTree owner
            && Set.of(Tree.Kind.INTERFACE, Tree.Kind.ANNOTATION_TYPE).contains(owner.getKind())
            && !modifiers.getFlags().contains(Modifier.PRIVATE);
    return inInterface || modifiers.getFlags().stream().anyMatch(VISIBLE::contains);
  }

  private static boolean hasAnnotation(MethodTree method, String name) {
    return method.getModifiers().getAnnotations().stream()
        .anyMatch(each -> each.getAnnotationType().toString().equals(name));
  }

  /** The constructor that the compiler adds. */
  private boolean isSynthetic(MethodTree method) {
    return trees.getSourcePositions().getEndPosition(getCurrentPath().getCompilationUnit(), method)
        < 0;
  }

  private static Set<String> marked(ModifiersTree modifiers) {
    Set<String> names = new TreeSet<>();
    for (AnnotationTree annotation : modifiers.getAnnotations()) {
      if (annotation.getAnnotationType().toString().equals("ApiStatus")) {
        annotation
            .getArguments()
            .forEach(each -> names.add(((AssignmentTree) each).getVariable().toString()));
      }
    }
    return names;
  }
}
