package ducksite.engine.project;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Section {@code [auth]}.
 *
 * @param mode how callers are known
 * @param adapter plugin reference, not null in mode {@link AuthMode#EXTERNAL} of a project without
 *     errors
 * @param allowedDomains mail domains that may sign in; all when empty
 * @param sessionTtl life of a session
 * @param rememberMe life of a session that is remembered
 * @param position where {@code adapter} is, or the section
 */
public record AuthSettings(
    AuthMode mode,
    @Nullable String adapter,
    List<String> allowedDomains,
    Duration sessionTtl,
    Duration rememberMe,
    Position position) {

  public AuthSettings {
    allowedDomains = List.copyOf(allowedDomains);
  }

  static AuthSettings read(SectionReader section) {
    AuthMode mode = section.choice("mode", AuthMode.class);
    String adapter =
        mode == AuthMode.EXTERNAL
            ? section.demanded(
                "adapter", "name the plugin that authenticates: adapter = \"plugin-id\"")
            : section.optionalString("adapter").orElse(null);
    return new AuthSettings(
        mode,
        adapter,
        section.strings("allowed_domains").stream().map(String::strip).toList(),
        Duration.ofMinutes(section.integer("session_ttl_minutes")),
        Duration.ofDays(section.integer("remember_me_days")),
        section.position("adapter"));
  }
}
