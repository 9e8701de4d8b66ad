package ducksite.http;

import ducksite.engine.CurrentSite;
import ducksite.web.WebAssets;
import io.undertow.server.handlers.GracefulShutdownHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running HTTP server of the site that is current. It listens before there is a site, so that a
 * balancer can see it start; {@code /readyz} tells when it answers.
 */
public final class SiteServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SiteServer.class);
  private static final long LOOK_MILLIS = 10;

  private final Listener listener;
  private final GracefulShutdownHandler draining;
  private final ExecutorService executor;
  private final Duration drain;
  private final ServerSettings settings;
  private final Endpoints endpoints;

  private SiteServer(ServerSettings settings, CurrentSite current) throws IOException {
    this.settings = settings;
    this.drain = settings.drain();
    this.executor =
        Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("ducksite-request-", 0).factory());
    this.endpoints =
        new Endpoints(settings, current, WebAssets.load(), isLoopback(settings.host()), executor);
    this.draining = new GracefulShutdownHandler(endpoints.chain(hosts(settings)));
    try {
      this.listener = new Listener(settings, new SecurityHeaders(draining), endpoints.repeats());
    } catch (IOException | RuntimeException e) {
      executor.close();
      endpoints.close();
      throw e;
    }
  }

  /**
   * A server that listens.
   *
   * @throws ListenException when it cannot listen there
   */
  public static SiteServer start(ServerSettings settings, CurrentSite current) {
    try {
      return new SiteServer(settings, current);
    } catch (IOException | RuntimeException e) {
      throw new ListenException("cannot listen on " + settings.host() + ":" + settings.port(), e);
    }
  }

  /** Where it listens. */
  public String url() {
    String host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
    return "http://" + host + ":" + listener.port();
  }

  /** The addresses that every site has, with the name each is counted under. */
  public Map<String, String> addresses() {
    return endpoints.addresses();
  }

  /** The answers that are given again. */
  Repeats repeats() {
    return endpoints.repeats();
  }

  /** Tells that a site has been taken into service. */
  public void siteLoaded() {
    endpoints.metrics().sitesLoaded.inc();
  }

  /** Takes no more requests, lets running ones finish within the drain time, and ends. */
  @Override
  public void close() {
    repeats().close();
    draining.shutdown();
    try {
      if (!isDrained()) {
        LOG.warn("some requests did not finish within {} s", drain.toSeconds());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    listener.close();
    executor.shutdownNow();
    endpoints.close();
  }

  /** Waits until all answers have been sent; false when the time for that has run out. */
  private boolean isDrained() throws InterruptedException {
    long started = System.nanoTime();
    boolean drained = draining.awaitShutdown(drain.toMillis());
    while (drained && repeats().unsent().get() > 0) {
      drained = System.nanoTime() - started < drain.toNanos();
      Thread.sleep(LOOK_MILLIS);
    }
    return drained;
  }

  /** Whether an address reaches this machine only. */
  public static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static List<String> hosts(ServerSettings settings) {
    List<String> hosts = new ArrayList<>(settings.hosts());
    hosts.addAll(List.of(settings.host(), "localhost", "127.0.0.1", "::1"));
    return hosts;
  }

  /** The server cannot listen where it should. */
  public static final class ListenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ListenException(String message, Throwable cause) {
      super(message + ": " + cause.getMessage(), cause);
    }
  }
}
