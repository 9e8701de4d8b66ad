package ducksite.http;

import ducksite.engine.CurrentSite;
import ducksite.web.WebAssets;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.handlers.GracefulShutdownHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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
  private static final int IDLE_MILLIS = 60_000;
  private static final int PARSE_MILLIS = 30_000;
  private static final int LARGEST_HEAD = 64 * 1024;
  private static final int MOST_PARAMETERS = 1_000;
  private static final int BUFFER = 16 * 1024;

  private final Undertow undertow;
  private final GracefulShutdownHandler draining;
  private final ExecutorService executor;
  private final Duration drain;
  private final ServerSettings settings;
  private final Endpoints endpoints;

  private SiteServer(ServerSettings settings, CurrentSite current) {
    this.settings = settings;
    this.drain = settings.drain();
    this.executor =
        Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("ducksite-request-", 0).factory());
    this.endpoints =
        new Endpoints(settings, current, WebAssets.load(), isLoopback(settings.host()), executor);
    this.draining = new GracefulShutdownHandler(endpoints.chain(hosts(settings)));
    this.undertow =
        Undertow.builder()
            .addHttpListener(settings.port(), settings.host())
            .setHandler(new SecurityHeaders(draining))
            .setIoThreads(Math.max(2, Runtime.getRuntime().availableProcessors()))
            .setWorkerThreads(2)
            .setBufferSize(BUFFER)
            .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, settings.maxBody())
            .setServerOption(UndertowOptions.MAX_HEADER_SIZE, LARGEST_HEAD)
            .setServerOption(UndertowOptions.MAX_PARAMETERS, MOST_PARAMETERS)
            .setServerOption(UndertowOptions.IDLE_TIMEOUT, IDLE_MILLIS)
            .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, IDLE_MILLIS)
            .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, PARSE_MILLIS)
            .setServerOption(UndertowOptions.ALWAYS_SET_DATE, true)
            .build();
  }

  /**
   * A server that listens.
   *
   * @throws ListenException when it cannot listen there
   */
  public static SiteServer start(ServerSettings settings, CurrentSite current) {
    SiteServer server = new SiteServer(settings, current);
    try {
      server.undertow.start();
    } catch (RuntimeException e) {
      server.executor.close();
      throw new ListenException("cannot listen on " + settings.host() + ":" + settings.port(), e);
    }
    return server;
  }

  /** Where it listens. */
  public String url() {
    InetSocketAddress address =
        (InetSocketAddress) undertow.getListenerInfo().getFirst().getAddress();
    String host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
    return "http://" + host + ":" + address.getPort();
  }

  /** The addresses that every site has, with the name each is counted under. */
  public Map<String, String> addresses() {
    return endpoints.addresses();
  }

  /** Tells that a site has been taken into service. */
  public void siteLoaded() {
    endpoints.metrics().sitesLoaded.inc();
  }

  /** Takes no more requests, lets running ones finish within the drain time, and ends. */
  @Override
  public void close() {
    draining.shutdown();
    try {
      if (!draining.awaitShutdown(drain.toMillis())) {
        LOG.warn("some requests did not finish within {} s", drain.toSeconds());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    undertow.stop();
    executor.shutdownNow();
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
