import org.jspecify.annotations.NullMarked;

/**
 * What a site is, without HTTP: it reads a project folder, loads plugins, maps data, compiles SQL
 * and pages, and answers requests on embedded DuckDB. Its packages form the list of the design;
 * imports go down that list only.
 */
@NullMarked
module ducksite.engine {
  requires static org.jspecify;
  requires transitive ducksite.api;
  requires com.fasterxml.jackson.databind;
  requires ducksite.parquet;
  requires duckdb.jdbc;
  requires java.compiler;
  requires java.management;
  requires java.sql;
  // Drawings of plugins are read before they are part of a page.
  requires java.xml;
  requires org.apache.arrow.c;
  requires org.apache.arrow.memory.core;
  requires org.apache.arrow.memory.unsafe;
  requires org.apache.arrow.vector;
  requires org.commonmark;
  requires org.commonmark.ext.gfm.tables;
  requires org.slf4j;
  requires org.tomlj;
  requires org.xerial.sqlitejdbc;
  requires jdk.jfr;
  requires jdk.management;

  exports ducksite.engine to
      ducksite.app,
      ducksite.http;
  exports ducksite.engine.cache to
      ducksite.app,
      ducksite.http;
  exports ducksite.engine.datamap to
      ducksite.app,
      ducksite.http;
  exports ducksite.engine.duck to
      ducksite.app,
      ducksite.http;
  exports ducksite.engine.model to
      ducksite.app,
      ducksite.http;
  exports ducksite.engine.page to
      ducksite.app,
      ducksite.http;
  exports ducksite.engine.plugin to
      ducksite.app,
      ducksite.http;
  // What a provider's options are checked with is part of what a provider offers.
  exports ducksite.engine.plugin.verify to
      ducksite.app,
      ducksite.http;
  exports ducksite.engine.project to
      ducksite.app,
      ducksite.http;
  exports ducksite.engine.render to
      ducksite.app,
      ducksite.http;
  exports ducksite.engine.route to
      ducksite.app,
      ducksite.http;

  // The host looks for providers of every service interface, its own renderers included.
  uses ducksite.api.auth.AuthAdapter;
  uses ducksite.api.location.LocationReader;
  uses ducksite.api.manifest.VirtualParquetPlugin;
  uses ducksite.api.render.Renderer;
  uses ducksite.api.route.Preprocessor;

  provides ducksite.api.render.Renderer with
      ducksite.engine.render.ArrowRenderer,
      ducksite.engine.render.ArrowRpcRenderer,
      ducksite.engine.render.ChartJsRenderer,
      ducksite.engine.render.CsvExcelRenderer,
      ducksite.engine.render.CsvRenderer,
      ducksite.engine.render.FeedRenderer,
      ducksite.engine.render.HtmlCardsRenderer,
      ducksite.engine.render.HtmlTableRenderer,
      ducksite.engine.render.JsonRenderer,
      ducksite.engine.render.NdjsonRenderer,
      ducksite.engine.render.TextTableRenderer;
}
