package ducksite.app;

import ducksite.engine.BuildSettings;
import ducksite.engine.SiteBuilder;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A site builder that is made, and its engine's library loaded, while the server begins to listen.
 */
final class EarlyBuilder implements AutoCloseable {

  private final CompletableFuture<SiteBuilder> made;

  private EarlyBuilder(CompletableFuture<SiteBuilder> made) {
    this.made = made;
  }

  static EarlyBuilder start(BuildSettings settings) {
    CompletableFuture<SiteBuilder> made = new CompletableFuture<>();
    Thread.ofPlatform()
        .name("ducksite-early")
        .daemon()
        .start(() -> made.completeAsync(() -> new SiteBuilder(settings), Runnable::run));
    return new EarlyBuilder(made);
  }

  /** The builder, once it is there. */
  SiteBuilder builder() {
    try {
      return made.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  @Override
  public void close() {
    made.thenAccept(SiteBuilder::close);
  }
}
