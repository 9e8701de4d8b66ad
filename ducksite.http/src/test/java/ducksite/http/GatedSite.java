package ducksite.http;

import java.io.IOException;
import java.nio.file.Path;

/** A project with one of everything behind an adapter that knows four users. */
final class GatedSite {

  static final String ADA = "Bearer ada";
  static final String BOB = "Bearer bob";
  static final String OPERATOR = "Bearer operator";

  /** The part of an adapter's class around the body of its {@code authenticate}. */
  private static final String ADAPTER =
      """
      import ducksite.api.auth.*;
      import java.util.*;
      import java.util.concurrent.atomic.AtomicInteger;

      public final class Gate implements AuthAdapter {
        private final AtomicInteger calls = new AtomicInteger();
        %s

        @Override
        public Optional<AuthenticatedUser> authenticate(AuthRequest request) throws Exception {
          int call = calls.incrementAndGet();
          %s
        }

        private Optional<AuthenticatedUser> known(AuthRequest request) {
          List<String> said = request.headers("Authorization");
          if (said.size() != 1) {
            return Optional.empty();
          }
          return switch (said.getFirst()) {
            case "Bearer ada" -> Optional.of(AuthenticatedUser.of("ada").withRoles(Set.of("finance")));
            case "Bearer bob" -> Optional.of(AuthenticatedUser.of("bob"));
            case "Bearer operator" ->
                Optional.of(AuthenticatedUser.of("olga").withRoles(Set.of("operator")));
            case "Bearer facts" -> Optional.of(AuthenticatedUser.of("facts").withAttributes(
                Map.of("address", request.clientAddress(),
                    "secure", Boolean.toString(request.isSecure()),
                    "cookie", request.cookie("session").orElse("none"),
                    "query", request.query().toString(),
                    "path", request.path(),
                    "method", request.method(),
                    "hosts", request.headers("HOST").toString())));
            default -> Optional.empty();
          };
        }
      }
      """;

  private GatedSite() {}

  /** The text of an adapter. */
  static String adapter(String members, String body) {
    return ADAPTER.formatted(members, body);
  }

  /** A project whose adapter works. */
  static TestSite of(Path folder) throws IOException {
    return of(folder, adapter("", "return known(request);"), "");
  }

  /** A project with an adapter of some text and further lines of configuration. */
  static TestSite of(Path folder, String adapter, String configuration) throws IOException {
    return new TestSite(folder)
        .data("data/sales/a.parquet", "SELECT range AS id FROM range(100)")
        .data("data/secret/s.parquet", "SELECT range AS id FROM range(10)")
        .file(
            "ducksite.toml",
            """
            [site]
            title = "Gated"
            [auth]
            mode = "external"
            adapter = "plugins/Gate.java"
            [[file_sources]]
            name = "sales"
            upstream_glob = "data/sales/*.parquet"
            [[file_sources]]
            name = "some"
            upstream_glob = "data/sales/*.parquet"
            row_filter = "id < 5"
            [[file_sources]]
            name = "secret"
            upstream_glob = "data/secret/*.parquet"
            roles = ["finance"]
            """
                + configuration)
        .file("plugins/Gate.java", adapter)
        .file(
            "plugins/Who.java",
            """
            import ducksite.api.route.RouteContext;
            import java.util.*;

            public final class Who {
              public static Map<String, Object> who(
                  Map<String, Object> parameters, RouteContext context) {
                Map<String, Object> all = new HashMap<>(parameters);
                all.put("who", context.user().map(user ->
                    user.id() + new TreeSet<>(user.roles()) + new TreeMap<>(user.attributes()))
                    .orElse("nobody"));
                return all;
              }
            }
            """)
        .file("content/index.md", "# Start\n\nhello\n")
        .file("content/about.md", "# About\n")
        .file("content/finance/index.md", "---\nroles: finance, audit\n---\n# Closed books\n")
        .file("static/own/file.txt", "own\n")
        .route("one", "", "SELECT 1 AS one")
        .route("salary", "roles = [\"finance\"]\n", "SELECT 1 AS salary")
        .route(
            "order",
            "path = \"/orders/{order_id}\"\n[params.order_id]\ntype = \"int\"\n",
            "SELECT $order_id AS order_id")
        .route(
            "mine",
            """
            [params.who]
            type = "str"
            [[preprocess]]
            callable_path = "plugins/Who.java"
            callable_name = "who"
            """,
            "SELECT $who AS who")
        .route(
            "guarded",
            """
            [params.region]
            type = "str"
            guard = { mode = "role", role = "finance" }
            """,
            "SELECT $region AS region");
  }
}
