import org.jspecify.annotations.NullMarked;

/**
 * What a plugin author tests with: contexts that live in a temporary folder, contract test classes
 * to extend, and a builder of plugin jars. It needs the plugin interfaces and JUnit, not the host.
 */
@NullMarked
module ducksite.testkit {
  requires static org.jspecify;
  requires transitive ducksite.api;
  requires transitive org.junit.jupiter.api;
  // The jar builder compiles sources given as text.
  requires java.compiler;
  // Drawings are read as the host reads them.
  requires java.xml;
  // Tests talk to the host that they start.
  requires java.net.http;

  exports ducksite.testkit;
}
