package io.slipway.web;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.websocket.WsRouting;
import io.slipway.kernel.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The HTTP server: all routes behind the one door, the live socket, and the page. */
public final class HttpServer implements AutoCloseable {

  /** Room for the largest body that any route takes: a webhook of 25 MiB. */
  private static final long MAX_PAYLOAD = 26L << 20;

  private static final Set<String> WATCHING = Set.of("/healthz", "/readyz", "/metrics");

  private final String host;
  private final int port;
  private final List<Route> routes;
  private final Gate gate;
  private final LiveHub hub;
  private final HttpFigures figures;
  private final Runnable onRequest;
  private final StaticFiles files;
  private @Nullable WebServer server;

  /**
   * Makes a server that does not listen yet.
   *
   * @param host the address to listen on: {@code 0.0.0.0} for all
   * @param port 0 for any free one
   * @param routes of all features
   * @param hub what the live socket is fed by
   * @param onRequest told of each request but those that only watch the server's health
   */
  public HttpServer(
      String host,
      int port,
      List<Route> routes,
      Door door,
      Visits visits,
      LiveHub hub,
      HttpFigures figures,
      Runnable onRequest) {
    this.host = host;
    this.port = port;
    this.gate = new Gate(door, visits);
    this.hub = hub;
    this.figures = figures;
    this.onRequest = onRequest;
    this.files = new StaticFiles("/web");
    List<Route> all = new ArrayList<>(routes);
    all.add(LiveSocket.route());
    all.add(ApiDescription.route());
    // A literal segment wins over a parameter: /repositories/test over /repositories/{id}.
    all.sort(Comparator.comparing(route -> route.path().replace('{', Character.MAX_VALUE)));
    this.routes = List.copyOf(all);
  }

  /** Returns all routes that are served, also those of this package. */
  public List<Route> routes() {
    return routes;
  }

  /**
   * Starts to listen.
   *
   * @throws Problem.Unavailable when the port cannot be had
   */
  public void start() {
    if (port != 0) {
      refuseTakenPort();
    }
    WebServer starting =
        WebServer.builder()
            .host(host)
            .port(port)
            .shutdownHook(false)
            .shutdownGracePeriod(Duration.ofMillis(500))
            .maxPayloadSize(MAX_PAYLOAD)
            .idleConnectionTimeout(Duration.ofMinutes(5))
            .idleConnectionPeriod(Duration.ofMinutes(2))
            .directHandlers(TransportProblems.handlers())
            .routing(this::route)
            .addRouting(
                WsRouting.builder().endpoint(LiveSocket.PATH, () -> new LiveSocket(gate, hub)))
            .build();
    server = starting.start();
    if (!server.isRunning()) {
      throw taken(new IOException("the server did not start"));
    }
  }

  /** Asked before, because Helidon only logs that it cannot listen. */
  private void refuseTakenPort() {
    try (ServerSocket trial = new ServerSocket()) {
      trial.setReuseAddress(true);
      trial.bind(new InetSocketAddress(host, port));
    } catch (IOException e) {
      throw taken(e);
    }
  }

  private Problem taken(IOException e) {
    return new Problem.Unavailable(
        "port-taken",
        "Port " + port + " on " + host + " cannot be listened on: " + e.getMessage() + ".",
        "Another program may use it. Choose another with --port, or end that program.",
        e);
  }

  private void route(HttpRouting.Builder routing) {
    routing.addFilter((chain, request, response) -> {
      RequestId id = RequestId.next();
      request.context().register(id);
      response.headers().set(RequestId.HEADER, id.text());
      SecurityHeaders.set(response);
      figures.measure(response);
      if (!WATCHING.contains(request.path().path())) {
        onRequest.run();
      }
      chain.proceed();
    });
    for (Route route : routes) {
      routing.route(route.method(), route.path(), gate.guard(route));
    }
    routing.any(new Fallback(routes, files));
    routing.error(Throwable.class, Problems::answer);
  }

  /** Returns the port listened on. */
  public int port() {
    if (server == null) {
      throw new IllegalStateException("The server has not been started");
    }
    return server.port();
  }

  /** Returns {@code ip:port} at which this machine itself reaches it. */
  public String address() {
    try {
      InetAddress address = InetAddress.getByName(host);
      String ip = address.isAnyLocalAddress() ? "127.0.0.1" : address.getHostAddress();
      return (ip.contains(":") ? "[" + ip + "]" : ip) + ":" + port();
    } catch (UnknownHostException e) {
      throw new IllegalStateException("It listens there, but " + host + " is unknown", e);
    }
  }

  @Override
  public void close() {
    hub.close();
    if (server != null) {
      server.stop();
    }
  }
}
