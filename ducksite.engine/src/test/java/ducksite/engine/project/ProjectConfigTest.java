package ducksite.engine.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import ducksite.api.Options;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ProjectConfigTest {

  private final Problems problems = new Problems();

  private ProjectConfig parse(String toml) {
    ProjectConfig config = ProjectConfig.parse(toml, problems);
    assertEquals(List.of(), problems.all());
    return config;
  }

  @Test
  void an_empty_file_has_the_documented_defaults() {
    ProjectConfig config = ProjectConfig.defaults();
    assertEquals(new SiteSettings(null, null, "/", Duration.ofSeconds(1), false), config.site());
    assertEquals(
        new ServerSettings(
            "127.0.0.1",
            8080,
            List.of(),
            Duration.ofSeconds(20),
            1_000_000,
            List.of(),
            "routes_src",
            false,
            Duration.ofSeconds(1)),
        config.server());
    PoolSettings pool = new PoolSettings(null, null, null);
    assertEquals(
        new SqlSettings(
            List.of("data", "static/forms"), pool, pool, Duration.ofSeconds(30), 100_000, 256),
        config.sql());
    assertEquals(
        new CacheSettings(
            true,
            Duration.ofHours(24),
            500,
            false,
            2_000_000_000L,
            Duration.ofDays(7),
            Duration.ofHours(24),
            64_000_000,
            10_000_000_000L),
        config.cache());
    assertEquals(AuthMode.NONE, config.auth().mode());
    assertEquals(Duration.ofMinutes(45), config.auth().sessionTtl());
    assertEquals(Duration.ofDays(7), config.auth().rememberMe());
    assertNull(config.plugins().enabled());
    assertEquals(List.of(), config.plugins().disabled());
    assertEquals(
        new PluginSettings.Limits(
            4, 64, Duration.ofSeconds(60), Duration.ofSeconds(2), Duration.ofSeconds(2)),
        config.plugins().limits());
    assertEquals(List.of(), config.fileSources());
    assertEquals(Map.of(), config.constants());
  }

  @Test
  void every_key_of_the_catalogue_is_accepted() {
    ProjectConfig config =
        parse(
            """
            [site]
            title = "Sales"
            description = "All of them"
            base_path = "/shop"
            freshness = "500ms"
            allow_html = true
            [server]
            host = "0.0.0.0"
            port = 0
            hosts = ["example.org"]
            drain_seconds = 2.5
            max_body = "2MiB"
            trusted_proxies = ["10.0.0.0/8"]
            source_dir = "./routes/"
            watch = true
            watch_interval = "2s"
            [plugins]
            enabled = ["a", "b"]
            disabled = ["b"]
            required = ["a"]
            [plugins.config.a]
            bucket = "x"
            [plugins.limits]
            threads = 1
            queue = 1
            manifest_timeout = "1m"
            preprocess_timeout = "1s"
            auth_timeout = "1s"
            [sql]
            allow = ["data/", "more/files"]
            timeout = "5s"
            max_rows = 10
            queue = 1
            pools.standard = { connections = 2, memory = "512MB", threads = 3 }
            [sql.pools.heavy]
            memory = 1000
            [cache]
            enabled = false
            ttl_hours = 0.5
            ttl_seconds = 7
            page_rows = 7
            rows_per_page = 20
            enforce_global_page_size = true
            max_bytes = "10GB"
            max_age_hours = 1
            stale_hours = 0
            memory_bytes = 0
            [auth]
            mode = "external"
            adapter = "corp:ldap"
            allowed_domains = [" example.org "]
            session_ttl_minutes = 5
            remember_me_days = 0
            [share]
            max_total_size_mb = 3
            zip_attachments = false
            zip_passphrase_required = true
            watermark = false
            [email]
            adapter = "mail"
            share_token_ttl_minutes = 9
            bind_share_to_user_agent = true
            bind_share_to_ip_prefix = true
            [ui]
            show_http_warning = false
            error_taxonomy_banner = false
            chartjs_source = "x"
            [analytics]
            enabled = false
            weight_interactions = 2
            [budget]
            anything = { goes = [1, "2"] }
            """);
    assertEquals(
        new SiteSettings("Sales", "All of them", "/shop/", Duration.ofMillis(500), true),
        config.site());
    assertEquals(0, config.server().port());
    assertEquals(Duration.ofMillis(2500), config.server().drain());
    assertEquals(2L << 20, config.server().maxBody());
    assertEquals("routes", config.server().sourceDirectory());
    assertEquals(Duration.ofSeconds(2), config.server().watchInterval());
    assertEquals(List.of("a", "b"), config.plugins().enabled());
    assertEquals(List.of("b"), config.plugins().disabled());
    assertEquals(List.of("a"), config.plugins().required());
    assertEquals(Map.of("a", Options.of(Map.of("bucket", "x"))), config.plugins().config());
    assertEquals(
        "ducksite.toml:22:1", config.plugins().positions().get("config.a.bucket").toString());
    assertEquals(List.of("data", "more/files"), config.sql().allow());
    assertEquals(new PoolSettings(2, 512_000_000L, 3), config.sql().standard());
    assertEquals(new PoolSettings(null, 1000L, null), config.sql().heavy());
    assertEquals(Duration.ofMinutes(30), config.cache().ttl());
    assertEquals(20, config.cache().rowsPerPage());
    assertEquals(AuthMode.EXTERNAL, config.auth().mode());
    assertEquals("corp:ldap", config.auth().adapter());
    assertEquals(List.of("example.org"), config.auth().allowedDomains());
    assertEquals("ducksite.toml:50:1", config.auth().position().toString());
    assertEquals(Set.of("anything"), config.later().budget().keys());
  }

  @Test
  void the_older_names_of_cache_keys_work_where_the_newer_are_absent() {
    CacheSettings cache = parse("[cache]\nttl_seconds = 90\npage_rows = 7").cache();
    assertEquals(Duration.ofSeconds(90), cache.ttl());
    assertEquals(7, cache.rowsPerPage());
  }

  @Test
  void no_rows_per_page_is_no_cache() {
    assertFalse(parse("[cache]\nrows_per_page = 0").cache().enabled());
  }

  @Test
  void constants_have_types_and_come_from_all_their_sections() {
    Map<String, Constant> constants =
        parse(
                """
                [const]
                owner = "O'Brian"
                flag = true
                limit = 10
                since = 2024-01-02
                table = { type = "identifier", value = "mart.customers" }
                day = { type = "DATE", value = "2024-01-02" }
                count = { type = "int", value = "7" }
                [server.const]
                share = 0.5
                [server.constants]
                name = { type = "text", value = 5 }
                """)
            .constants();
    assertEquals("O'Brian", constants.get("owner").value());
    assertEquals(ConstantType.VARCHAR, constants.get("owner").type());
    assertEquals(true, constants.get("flag").value());
    assertEquals(ConstantType.DECIMAL, constants.get("limit").type());
    assertEquals(BigDecimal.TEN, constants.get("limit").value());
    assertEquals(LocalDate.of(2024, 1, 2), constants.get("since").value());
    assertEquals(ConstantType.IDENTIFIER, constants.get("table").type());
    assertEquals(LocalDate.of(2024, 1, 2), constants.get("day").value());
    assertEquals(7L, constants.get("count").value());
    assertEquals(new BigDecimal("0.5"), constants.get("share").value());
    assertEquals("5", constants.get("name").value());
  }

  @Test
  void secrets_are_accounts_and_the_places_to_look() {
    SecretSettings secrets =
        parse(
                """
                [secrets]
                dir = "secrets"
                keystore = "keys.p12"
                keystore_password_file = "pw"
                [secrets.lake]
                service = "s3"
                username = "reader"
                [server.secrets.mail]
                service = "smtp"
                username = "bot"
                """)
            .secrets();
    assertEquals("secrets", secrets.directory());
    assertEquals("keys.p12", secrets.keystore());
    assertEquals("pw", secrets.keystorePasswordFile());
    assertEquals(Set.of("lake", "mail"), secrets.references().keySet());
    assertEquals("s3", secrets.references().get("lake").service());
    assertEquals("bot", secrets.references().get("mail").username());
  }
}
