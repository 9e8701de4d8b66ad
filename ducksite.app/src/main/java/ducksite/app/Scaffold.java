package ducksite.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The texts of a new plugin, made of templates in which {@code @WORD@} stands for something.
 *
 * @param reference how a project's TOML names the plugin
 * @param packageName of its classes; empty for a single file
 */
record Scaffold(PluginName name, PluginKind kind, String reference, String packageName) {

  private static final String PACKAGE = "com.example.";

  /** One {@code .java} file. */
  static Scaffold file(PluginName name, PluginKind kind, String path) {
    return new Scaffold(name, kind, path, "");
  }

  /** A Maven project. */
  static Scaffold project(PluginName name, PluginKind kind) {
    return new Scaffold(name, kind, name.snake(), PACKAGE + name.joined());
  }

  /** The source of a single file. */
  String source() throws IOException {
    return filled(kind + ".java");
  }

  /** The lines that name it in a project. */
  String use() throws IOException {
    StringBuilder lines = new StringBuilder();
    boolean mine = false;
    for (String line : filled("use").lines().toList()) {
      if (line.matches("[a-z]+")) {
        mine = line.equals(kind.toString());
      } else if (mine) {
        lines.append(line).append('\n');
      }
    }
    return lines.toString().stripTrailing();
  }

  /** The files of a Maven project, by relative path. */
  Map<String, String> project() throws IOException {
    String path = packageName.replace('.', '/');
    Map<String, String> files = new LinkedHashMap<>();
    files.put("pom.xml", filled("pom.xml"));
    files.put("README.md", filled("README.md").replace("@USE@", use()));
    files.put(".gitignore", filled("gitignore"));
    files.put(".mvn/maven.config", filled("maven.config"));
    files.put("src/main/java/module-info.java", filled("module-info.java"));
    files.put("src/main/java/" + path + "/package-info.java", filled("package-info.java"));
    files.put("src/main/java/" + path + "/" + name.className() + ".java", source());
    files.put("src/main/resources/META-INF/ducksite-plugin.toml", filled("descriptor.toml"));
    files.put(
        "src/test/java/" + path + "/" + name.className() + "Test.java", filled(kind + "Test.java"));
    return files;
  }

  /**
   * Writes a file that is not there yet.
   *
   * @throws java.nio.file.FileAlreadyExistsException when it is
   */
  static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  private String filled(String template) throws IOException {
    Path home = ImageHome.sdk();
    String text = template(template);
    Map<String, String> words =
        Map.of(
            "PACKAGE", packageName.isEmpty() ? "" : "package " + packageName + ";\n\n",
            "MODULE", packageName,
            "PATH", packageName.replace('.', '/'),
            "CLASS", name.className(),
            "NAME", name.snake(),
            "ID", packageName.isEmpty() ? name.className() : name.snake(),
            "TITLE", name.title(),
            "SCHEME", name.joined(),
            "SERVICE", kind.service(),
            "REFERENCE", reference);
    for (Map.Entry<String, String> word : words.entrySet()) {
      text = text.replace("@" + word.getKey() + "@", word.getValue());
    }
    return text.replace("@VERSION@", ProductVersion.text())
        .replace("@HOME@", home == null ? "${env.DUCKSITE_HOME}" : home.getParent().toString());
  }

  private static String template(String name) throws IOException {
    try (InputStream in = Scaffold.class.getResourceAsStream("scaffold/" + name + ".txt")) {
      if (in == null) {
        throw new IOException("this program lacks its template " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
