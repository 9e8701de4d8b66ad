package ducksite.plugins.tokens;

import ducksite.api.PluginContext;
import ducksite.api.auth.AuthAdapter;
import ducksite.api.auth.AuthRequest;
import ducksite.api.auth.AuthenticatedUser;
import ducksite.api.auth.Challenge;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Knows users by static bearer tokens. Options of {@code [plugins.config.tokens]}: {@code file},
 * and {@code realm}, {@code ducksite} without it. Without options it answers nobody. Safe for use
 * by several threads.
 */
public final class TokenAdapter implements AuthAdapter {

  private static final Set<String> OPTIONS = Set.of("file", "realm");
  private static final Pattern REALM = Pattern.compile("[A-Za-z0-9 ._/:-]{1,100}");
  private static final Pattern BEARER =
      Pattern.compile("(?i:bearer) +([A-Za-z0-9._~+/-]{1,500}={0,2})");

  private final Clock clock;
  private @Nullable TokenFile file;
  private String realm = "ducksite";

  /** The adapter of the host. */
  public TokenAdapter() {
    this(Clock.systemUTC());
  }

  TokenAdapter(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void start(PluginContext context) {
    if (context.options().keys().isEmpty()) {
      // The image has this plugin; a site that does not use it need not say so.
      return;
    }
    for (String key : context.options().keys()) {
      if (!OPTIONS.contains(key)) {
        throw new IllegalArgumentException(
            "unknown option '" + key + "' in [plugins.config.tokens]; it has file and realm");
      }
    }
    String name =
        context
            .options()
            .string("file")
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "[plugins.config.tokens] needs file = \"…\", the file with the tokens"));
    realm = context.options().string("realm").orElse(realm);
    if (!REALM.matcher(realm).matches()) {
      throw new IllegalArgumentException("realm is up to 100 letters, digits, blanks and ._/:-");
    }
    Path path = context.projectRoot().resolve(name).normalize();
    try {
      file = new TokenFile(path, context.log());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new IllegalArgumentException("the file " + name + " cannot be read", e);
    }
  }

  @Override
  public Optional<AuthenticatedUser> authenticate(AuthRequest request) throws Exception {
    TokenFile tokens = file;
    if (tokens == null) {
      throw new IllegalStateException(
          "[plugins.config.tokens] needs file = \"…\", the file with the tokens");
    }
    Optional<String> token = token(request);
    if (token.isEmpty()) {
      return Optional.empty();
    }
    byte[] hash =
        MessageDigest.getInstance("SHA-256")
            .digest(token.get().getBytes(StandardCharsets.US_ASCII));
    Instant now = clock.instant();
    AuthenticatedUser user = null;
    // All of them, whichever fits: the time tells nothing.
    for (TokenEntry entry : tokens.current()) {
      boolean fits = entry.hasHash(hash) & entry.isValidAt(now);
      user = fits ? entry.user() : user;
    }
    return Optional.ofNullable(user);
  }

  /** The token of a request that has exactly one, well formed. */
  private static Optional<String> token(AuthRequest request) {
    List<String> said = request.headers("Authorization");
    if (said.size() != 1) {
      return Optional.empty();
    }
    Matcher matcher = BEARER.matcher(said.getFirst());
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  @Override
  public Challenge challenge(AuthRequest request) {
    boolean tried = !request.headers("Authorization").isEmpty();
    return Challenge.unauthorized(
        "Bearer realm=\"" + realm + "\"" + (tried ? ", error=\"invalid_token\"" : ""));
  }
}
