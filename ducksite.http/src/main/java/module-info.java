import org.jspecify.annotations.NullMarked;

/**
 * The Undertow front end: it turns HTTP requests into calls of the site and answers into bytes at
 * the client's pace. The only module that sees Undertow.
 */
@NullMarked
module ducksite.http {
  requires static org.jspecify;
  // Without a descriptor of its own; the linked image gives it one.
  requires aircompressor;
  requires com.fasterxml.jackson.databind;
  requires ducksite.api;
  requires ducksite.engine;
  requires ducksite.prometheus;
  requires ducksite.undertow;
  requires ducksite.web;
  requires java.management;
  requires org.slf4j;

  exports ducksite.http to
      ducksite.app;
}
