package ducksite.engine.plugin;

import java.nio.file.Path;

/** A file that may hold a plugin. */
sealed interface PluginSource {

  /** The file, absolute. */
  Path file();

  /** Whether it came with the image. */
  boolean firstParty();

  /** Whether it is a plugin even if it provides no interface. */
  boolean isNamed();

  /** The file's name without its ending. */
  default String stem() {
    String name = file().getFileName().toString();
    return name.substring(0, name.lastIndexOf('.'));
  }

  /** How the plugin is kept apart, as far as the file's kind tells before it is loaded. */
  String isolation();

  /** A jar; its private jars lie in the folder of the same name beside it. */
  record Jar(Path file, boolean firstParty) implements PluginSource {

    Path libraryFolder() {
      return file.resolveSibling(stem());
    }

    @Override
    public boolean isNamed() {
      return true;
    }

    @Override
    public String isolation() {
      return "not loaded";
    }
  }

  /**
   * A Java source file. {@code named} tells that a reference names it, so that it need not
   * implement an interface.
   */
  record JavaFile(Path file, boolean named) implements PluginSource {

    @Override
    public boolean firstParty() {
      return false;
    }

    @Override
    public boolean isNamed() {
      return named;
    }

    @Override
    public String isolation() {
      return "java file";
    }
  }
}
