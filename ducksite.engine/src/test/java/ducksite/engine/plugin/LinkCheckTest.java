package ducksite.engine.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ducksite.api.manifest.VirtualParquetPlugin;
import ducksite.api.route.Preprocessor;
import ducksite.engine.project.Problem;
import ducksite.engine.project.Problems;
import ducksite.testkit.PluginJar;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** Classes that do not fit the API of this host, or that name what is nowhere. */
final class LinkCheckTest extends BadNeighbour {

  private static final ClassDesc CONTEXT = ClassDesc.of("ducksite.api.manifest.ManifestContext");

  /** The jar with one of its classes changed as if it had been compiled against another API. */
  private PluginJar changed(PluginJar jar, String entry, UnaryOperator<byte[]> change)
      throws IOException {
    Map<String, byte[]> entries = new HashMap<>();
    Path built = jar.writeTo(folder.resolve("elsewhere/built.jar"));
    try (ZipFile zip = new ZipFile(built.toFile())) {
      for (var each : java.util.Collections.list(zip.entries())) {
        entries.put(each.getName(), zip.getInputStream(each).readAllBytes());
      }
    }
    entries.computeIfPresent(entry, (_, bytes) -> change.apply(bytes));
    PluginJar copy = PluginJar.empty();
    for (Map.Entry<String, byte[]> each : entries.entrySet()) {
      copy = copy.entry(each.getKey(), each.getValue());
    }
    return copy;
  }

  /** Calls of {@code ManifestContext.projectRoot} go to another method. */
  private static byte[] callInstead(byte[] bytes, String name, MethodTypeDesc type) {
    ClassFile classFile = ClassFile.of();
    return classFile.transformClass(
        classFile.parse(bytes),
        ClassTransform.transformingMethodBodies(
            (builder, element) -> {
              if (element instanceof InvokeInstruction call
                  && call.name().stringValue().equals("projectRoot")) {
                builder.invoke(Opcode.INVOKEINTERFACE, CONTEXT, name, type, true);
              } else {
                builder.with(element);
              }
            }));
  }

  private static final MethodTypeDesc ROOT = MethodTypeDesc.of(ClassDesc.of("java.nio.file.Path"));

  @Test
  void aMethodThatTheApiDoesNotHaveIsNamed() throws IOException {
    write(changed(Site.plain("bad"), "p/P.class", bytes -> callInstead(bytes, "homeFolder", ROOT)));
    expect(
        "plugin/api-mismatch",
        "p.P uses ducksite.api.manifest.ManifestContext.homeFolder(), unlike API 0.1");
  }

  @Test
  void aMethodOfAnotherShapeIsNamed() throws IOException {
    MethodTypeDesc other = MethodTypeDesc.of(ClassDesc.of("java.lang.String"));
    write(
        changed(Site.plain("bad"), "p/P.class", bytes -> callInstead(bytes, "projectRoot", other)));
    expect("plugin/api-mismatch", "ManifestContext.projectRoot()");
  }

  @Test
  void aMethodThatIsTakenForAStaticOneIsNamed() throws IOException {
    UnaryOperator<byte[]> statically =
        bytes -> {
          ClassFile classFile = ClassFile.of(ClassFile.StackMapsOption.DROP_STACK_MAPS);
          return classFile.transformClass(
              classFile.parse(bytes),
              ClassTransform.transformingMethodBodies(
                  (builder, element) -> {
                    if (element instanceof InvokeInstruction call
                        && call.name().stringValue().equals("projectRoot")) {
                      builder.pop().invoke(Opcode.INVOKESTATIC, CONTEXT, "projectRoot", ROOT, true);
                    } else {
                      builder.with(element);
                    }
                  }));
        };
    write(changed(Site.plain("bad"), "p/P.class", statically));
    expect(
        "plugin/api-mismatch",
        "p.P uses ducksite.api.manifest.ManifestContext.projectRoot() as if it were static");
  }

  @Test
  void aMethodThatTheApiAsksForAndThePluginLacksIsNamed() throws IOException {
    UnaryOperator<byte[]> without =
        bytes ->
            ClassFile.of()
                .transformClass(
                    ClassFile.of().parse(bytes),
                    ClassTransform.dropping(
                        element ->
                            element instanceof MethodModel method
                                && method.methodName().stringValue().equals("buildManifest")));
    write(changed(Site.plain("bad"), "p/P.class", without));
    expect(
        "plugin/api-mismatch",
        "p.P does not have"
            + " ducksite.api.manifest.VirtualParquetPlugin.buildManifest(ManifestContext)");
  }

  @Test
  void aMismatchInAClassThatAProviderLeadsToIsNamed() throws IOException {
    PluginJar jar =
        PluginJar.empty()
            .source(
                "p.Inner",
                "package p; public class Inner { static String"
                    + " name(ducksite.api.manifest.ManifestContext c) { return \"\" +"
                    + " c.projectRoot(); } }")
            .source("p.P", Site.source("p", "P", "Inner.name(context)"))
            .provider(VirtualParquetPlugin.class, "p.P");
    write(changed(jar, "p/Inner.class", bytes -> callInstead(bytes, "homeFolder", ROOT)));
    expect("plugin/api-mismatch", "p.Inner uses");
  }

  @Test
  void aMismatchOfOneProviderDoesNotHideAnother() throws IOException {
    PluginJar jar =
        Site.plain("bad")
            .source("q.Good", Site.source("q", "Good", "\"data/good.parquet\""))
            .provider(VirtualParquetPlugin.class, "q.Good");
    write(changed(jar, "p/P.class", bytes -> callInstead(bytes, "homeFolder", ROOT)));
    PluginHost host = site.open();
    assertEquals(List.of("plugin/api-mismatch"), site.codes());
    assertEquals(PluginState.ACTIVE, site.report("bad").state());
    assertTrue(site.report("bad").reason().startsWith("1 of 2 providers failed"));
    assertEquals("data/good.parquet", site.httpPath(host.find(VirtualParquetPlugin.class, "bad")));
  }

  @Test
  void aClassThatTheApiDoesNotHaveIsNamed() throws IOException {
    // The plugin is compiled against an interface that this host's API does not have.
    Path other =
        PluginJar.empty()
            .source(
                "ducksite.api.manifest.Later",
                "package ducksite.api.manifest; public class Later {}")
            .writeTo(folder.resolve("elsewhere/later.jar"));
    write(
        PluginJar.empty()
            .library(other)
            .source("p.P", Site.source("p", "P", "\"\" + new ducksite.api.manifest.Later()"))
            .provider(VirtualParquetPlugin.class, "p.P"));
    expect("plugin/api-mismatch", "uses ducksite.api.manifest.Later");
  }

  @Test
  void aParentThatIsMissingIsNamed() {
    Path library =
        PluginJar.empty()
            .source("lib.Base", "package lib; public class Base {}")
            .writeTo(folder.resolve("elsewhere/lib.jar"));
    write(
        PluginJar.empty()
            .library(library)
            .source(
                "p.P",
                Site.source("p", "P", "\"x\"").replace("class P", "class P extends lib.Base"))
            .provider(VirtualParquetPlugin.class, "p.P"));
    expect("plugin/missing-class", "p.P cannot be linked: lib.Base, which it extends");
  }

  @Test
  void inheritedMembersAreFound() {
    write(
        PluginJar.empty()
            .source(
                "p.Base",
                "package p; public abstract class Base extends java.util.ArrayList<String>"
                    + " implements ducksite.api.manifest.VirtualParquetPlugin {"
                    + " public String name() { return \"data/bad.parquet\"; } }")
            .source(
                "p.P",
                "package p; public class P extends Base { public"
                    + " ducksite.api.manifest.VirtualParquetManifest buildManifest("
                    + "ducksite.api.manifest.ManifestContext context) { add(name()); return"
                    + " ducksite.api.manifest.VirtualParquetManifest.of(java.util.List.of("
                    + "ducksite.api.manifest.VirtualParquetFile.of(get(size() - 1),"
                    + " context.projectRoot().resolve(toString())))); } }")
            .provider(VirtualParquetPlugin.class, "p.P"));
    PluginHost host = site.open();
    assertEquals(List.of(), site.problems.all());
    assertEquals("data/bad.parquet", site.httpPath(host.find(VirtualParquetPlugin.class, "bad")));
    assertEquals(List.of(), site.report("bad").warnings());
  }

  private List<String> notes(String members) throws IOException {
    String source = Site.source("p", "P", "\"x\"").replace("@Override", members + " @Override");
    write(PluginJar.empty().source("p.P", source).provider(VirtualParquetPlugin.class, "p.P"));
    Problems problems = new Problems();
    PluginValidation.validate(site.plugin("bad.jar"), problems);
    return problems.all().stream().map(Problem::message).toList();
  }

  @Test
  void callsThatAnOperatorShouldKnowOfAreNoted() throws IOException {
    Map<String, String> calls =
        Map.of(
            "void m() { System.exit(1); }",
            "p.P calls System.exit",
            "void m() throws Exception { Runtime.getRuntime().exec(new String[0]); }",
            "p.P starts other programs",
            "void m() throws Exception { new ProcessBuilder().start(); }",
            "p.P starts other programs",
            "static final ThreadLocal<String> T = new ThreadLocal<>();",
            "p.P keeps a ThreadLocal in a static field",
            "void m() { ModuleLayer.boot(); }",
            "p.P looks into the host's modules by ModuleLayer.boot",
            "void m() { new Thread(() -> {}).start(); }",
            "p.P starts threads of its own",
            "void m() throws Exception { Object.class.getDeclaredField(\"x\").setAccessible(true);"
                + " }",
            "p.P opens private members by setAccessible",
            "void m() { System.loadLibrary(\"x\"); }",
            "p.P loads native code",
            "void m() throws Exception { Class.forName(\"no.such.Thing\"); }",
            "p.P names no.such.Thing, which is in none of its jars, nor shared by the host");
    for (Map.Entry<String, String> each : calls.entrySet()) {
      assertEquals(List.of(each.getValue()), notes(each.getKey()), each.getKey());
    }
    assertEquals(List.of(), notes("void m() throws Exception { Class.forName(\"p.P\"); }"));
  }

  @Test
  void notesAreKeptWithTheResultAndStopNothing() throws IOException {
    notes("void m() { System.exit(1); }");
    for (int start = 0; start < 2; start++) {
      site.open();
      assertEquals(List.of(), site.problems.all());
      assertEquals(List.of("p.P calls System.exit"), site.report("bad").warnings());
      site.closeHost();
    }
  }

  @Test
  void damageOfWhatIsKeptIsHarmless() throws IOException {
    write(Site.plain("bad").provider(Preprocessor.class, "no.such.Step"));
    site.open();
    site.closeHost();
    Path kept = site.settings().verifications();
    try (var files = java.nio.file.Files.list(kept)) {
      List<Path> all = files.toList();
      assertEquals(3, all.size());
      for (Path file : all) {
        byte[] bytes = java.nio.file.Files.readAllBytes(file);
        bytes[bytes.length / 3] ^= 1;
        java.nio.file.Files.write(file, bytes);
      }
    }
    site.open();
    assertEquals(List.of("plugin/missing-class"), site.codes());
    assertEquals(PluginState.ACTIVE, site.report("bad").state());
  }

  @Test
  void whatIsKeptIsUsedAgain() throws IOException {
    write(Site.plain("bad").descriptor("description = \"first\"\n[declares]\nhosts = [\"h\"]"));
    site.open();
    site.closeHost();
    Path kept = site.settings().verifications();
    List<java.nio.file.attribute.FileTime> before = times(kept);
    site.open();
    assertEquals("first", site.report("bad").description());
    assertEquals(Map.of("hosts", List.of("h")), site.report("bad").declares());
    assertEquals(before, times(kept), "nothing was examined again");
    write(Site.plain("bad").descriptor("description = \"second\""));
    site.closeHost();
    site.open();
    assertEquals("second", site.report("bad").description());
  }

  private static List<java.nio.file.attribute.FileTime> times(Path folder) throws IOException {
    try (var files = java.nio.file.Files.list(folder)) {
      List<java.nio.file.attribute.FileTime> times = new java.util.ArrayList<>();
      for (Path file : files.sorted().toList()) {
        times.add(java.nio.file.Files.getLastModifiedTime(file));
      }
      return times;
    }
  }
}
