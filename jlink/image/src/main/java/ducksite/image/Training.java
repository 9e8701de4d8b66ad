package ducksite.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The run of the linked image that records its AOT cache. */
final class Training {
  private final ImagePlan plan;

  Training(ImagePlan plan) {
    this.plan = plan;
  }

  void run(Path image) throws IOException {
    Path cache = image.resolve(Launcher.CACHE);
    Files.deleteIfExists(cache);
    Path scratch = plan.target().resolve("training");
    Trees.delete(scratch);
    Files.createDirectories(scratch);
    Path log = plan.target().resolve("training.log");
    List<String> arguments =
        plan.words("train").stream()
            .map(word -> word.replace("@demo@", image.resolve("demo").toString()))
            .toList();
    ProcessBuilder builder =
        new ProcessBuilder(
            new Launcher(plan.value("collector"), plan.words("launch")).training(image, arguments));
    Map<String, String> environment = builder.directory(scratch.toFile()).environment();
    environment
        .keySet()
        .removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "DUCKSITE_JAVA_OPTS"));
    environment.put("DUCKSITE_TRAINING", "1");
    Tool.run(builder, log);
    if (!Files.exists(cache)) {
      throw new BuildException(
          "The training run left no " + Launcher.CACHE + ":\n" + Files.readString(log));
    }
    Trees.delete(scratch);
  }
}
