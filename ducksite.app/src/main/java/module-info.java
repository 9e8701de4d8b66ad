import org.jspecify.annotations.NullMarked;

/**
 * The command line: it reads arguments, wires the engine and the front end by hand, and tells what
 * happened.
 */
@NullMarked
module ducksite.app {
  requires static org.jspecify;
  requires com.fasterxml.jackson.databind;
  requires ducksite.api;
  requires ducksite.engine;
  requires ducksite.http;
  requires info.picocli;
  // Names of new plugins must not be words of the language.
  requires java.compiler;
  requires java.net.http;
  requires org.slf4j;
  requires ch.qos.logback.classic;
  requires ch.qos.logback.core;

  // Fields annotated as options are set by reflection.
  opens ducksite.app to
      info.picocli;

  provides ch.qos.logback.classic.spi.Configurator with
      ducksite.app.LogConfiguration;
}
