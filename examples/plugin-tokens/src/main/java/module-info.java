import org.jspecify.annotations.NullMarked;

/** Users known by bearer tokens, whose hashes a file lists. */
@NullMarked
module ducksite.plugins.tokens {
  requires static org.jspecify;
  requires ducksite.api;

  provides ducksite.api.auth.AuthAdapter with
      ducksite.plugins.tokens.TokenAdapter;
}
