package io.slipway.route.haproxy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/** A small application as a target: answers its name, or its status, or what it is told to. */
final class Apps implements AutoCloseable {

  private final HttpServer server;

  private Apps(HttpServer server) {
    this.server = server;
  }

  static Apps answering(String name) {
    return answering(name, freePort());
  }

  static Apps answering(String name, int port) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
      server.createContext(
          "/",
          exchange -> {
            exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath();
            String body =
                switch (path) {
                  case "/forwarded" ->
                      exchange.getRequestHeaders().getFirst("X-Forwarded-For")
                          + " "
                          + exchange.getRequestHeaders().getFirst("X-Forwarded-Proto");
                  case "/connection" -> String.valueOf(exchange.getRemoteAddress().getPort());
                  default -> name;
                };
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            int status = path.equals("/fail") ? 500 : 200;
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
          });
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.start();
      return new Apps(server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String address() {
    return "127.0.0.1:" + port();
  }

  int port() {
    return server.getAddress().getPort();
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
