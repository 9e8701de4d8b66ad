package ducksite.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The JDK, the libraries and our modules, linked by jlink, with the native libraries and the
 * launcher.
 */
final class LinkedImage {
  private final ImagePlan plan;

  LinkedImage(ImagePlan plan) {
    this.plan = plan;
  }

  String fingerprint() throws IOException {
    return new Fingerprint()
        .text(
            plan.value("roots")
                + plan.value("baked")
                + plan.value("native")
                + plan.value("launch")
                + plan.value("collector"))
        .text(plan.value("train") + plan.version() + System.getProperty("java.vm.version"))
        .files(plan.jars("modules"))
        .tree(plan.path("descriptors"))
        .hex();
  }

  void link(Path image) throws IOException {
    List<Path> jars = plan.jars("modules");
    Path scratch = plan.target().resolve("unpacked");
    List<String> arguments = new ArrayList<>();
    arguments.addAll(
        List.of(
            "--module-path", new ModulePath(jars, plan.path("descriptors"), scratch).prepare()));
    arguments.addAll(List.of("--add-modules", String.join(",", plan.names("roots"))));
    // Line numbers stay (stack traces of plugins are read by people); native symbols go.
    arguments.addAll(List.of("--no-header-files", "--no-man-pages", "--compress=zip-6"));
    arguments.add("--add-options=" + baked());
    arguments.addAll(List.of("--output", image.toString()));
    Tool.run("jlink", arguments);
    new NativeFiles(jars).copyTo(image.resolve("lib"));
    new Launcher(plan.value("collector"), plan.words("launch")).writeTo(image);
    Files.writeString(
        image.resolve("release"),
        "DUCKSITE_VERSION=\"" + plan.version() + "\"\n",
        StandardOpenOption.APPEND);
    Trees.delete(scratch);
  }

  /**
   * Native access is for named modules only: code on a class path or in a plugin's layer is
   * refused.
   */
  private String baked() {
    return String.join(" ", plan.words("baked"))
        + " --illegal-native-access=deny --enable-native-access="
        + String.join(",", plan.names("native"));
  }
}
