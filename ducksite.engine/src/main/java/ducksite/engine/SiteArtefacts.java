package ducksite.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import ducksite.api.render.ResultColumn;
import ducksite.engine.model.NamedQuery;
import ducksite.engine.model.Template;
import ducksite.engine.page.Page;
import ducksite.engine.page.PageQuery;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a site tells about its queries: the compiled texts, by their path, and the manifest that
 * describes them.
 */
final class SiteArtefacts {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ROOT = "sql/";
  private static final String GLOBAL = ROOT + "_global/";
  private static final String SUFFIX = ".sql";

  private SiteArtefacts() {}

  /** The texts, by path. */
  static Map<String, String> queries(Site site) {
    Map<String, String> texts = new LinkedHashMap<>();
    site.queries().values().forEach(query -> texts.put(path(query), query.artefact()));
    site.templates().forEach(template -> texts.put(valuesPath(template), values(template)));
    pageQueries(site).forEach((path, query) -> texts.put(path, query.artefact()));
    return texts;
  }

  /**
   * The manifest's views, by name. Queries of pages are scoped to their page: the first of a name
   * has it alone, the others with a slash, the folder, and where need be the page, before it.
   */
  static Map<String, Object> manifest(Site site) {
    Map<String, Object> views = new TreeMap<>();
    site.queries().values().forEach(query -> views.put(query.name(), view(query, path(query))));
    for (Template template : site.templates()) {
      if (views.get(template.name()) instanceof Map<?, ?> view) {
        Map<String, Object> indexed = new LinkedHashMap<>();
        view.forEach((key, value) -> indexed.put((String) key, value));
        indexed.put("values", template.size());
        indexed.put("values_path", "/" + valuesPath(template));
        views.put(template.name(), indexed);
      }
    }
    pageQueries(site)
        .forEach(
            (path, query) -> {
              String scoped = path.substring(ROOT.length() - 1, path.length() - SUFFIX.length());
              String name = views.containsKey(query.name()) ? scoped : query.name();
              views.put(name, view(query, path));
            });
    return views;
  }

  /**
   * The queries of all pages, by path. Of pages in one folder that have the same name for a query,
   * the first has the plain path; the others put their own names before it.
   */
  private static Map<String, NamedQuery> pageQueries(Site site) {
    Map<String, NamedQuery> queries = new LinkedHashMap<>();
    for (Page page : site.pages()) {
      for (NamedQuery query : queriesOf(page)) {
        String plain = path(page, query.name());
        String own = page.url().substring(page.url().lastIndexOf('/') + 1);
        // A query's name has no dot, so that no other query can have this path.
        queries.put(
            queries.containsKey(plain) ? path(page, own + "." + query.name()) : plain, query);
      }
    }
    return queries;
  }

  private static List<NamedQuery> queriesOf(Page page) {
    return page.queries().values().stream()
        .filter(query -> !query.isDerived())
        .map(SiteArtefacts::named)
        .toList();
  }

  private static NamedQuery named(PageQuery query) {
    return new NamedQuery(query.id(), NamedQuery.Kind.PAGE_QUERY, query.sql(), query.columns());
  }

  /** A template's name holds an expression, which is no name of a file. */
  private static String path(NamedQuery query) {
    boolean template =
        query.kind() == NamedQuery.Kind.FILE_SOURCE_TEMPLATE && query.name().indexOf('[') >= 0;
    String file = template ? query.sql().dependencies().getFirst() + ".template" : query.name();
    return GLOBAL + file + SUFFIX;
  }

  private static String valuesPath(Template template) {
    return GLOBAL + template.source() + ".values.json";
  }

  private static String values(Template template) {
    Map<String, String> values = new LinkedHashMap<>();
    template.index().forEach(view -> values.put(view.getKey(), view.getValue()));
    try {
      return JSON.writeValueAsString(values) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts are always JSON", e);
    }
  }

  private static String path(Page page, String name) {
    return ROOT + page.url().substring(1, page.url().lastIndexOf('/') + 1) + name + SUFFIX;
  }

  private static Map<String, Object> view(NamedQuery query, String path) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("kind", query.kind().manifestName());
    view.put("deps", query.sql().dependencies());
    view.put("sql_path", "/" + path);
    view.put("columns", query.columns().stream().map(SiteArtefacts::column).toList());
    view.put("files", query.sql().files().count());
    return view;
  }

  private static Map<String, String> column(ResultColumn column) {
    Map<String, String> described = new LinkedHashMap<>();
    described.put("name", column.name());
    described.put("type", column.sqlType());
    return described;
  }
}
