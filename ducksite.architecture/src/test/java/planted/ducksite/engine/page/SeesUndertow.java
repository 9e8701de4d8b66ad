package planted.ducksite.engine.page;

import io.undertow.server.HttpHandler;

/** Breaks a rule about HttpHandler. */
public interface SeesUndertow {
  HttpHandler seen();
}
