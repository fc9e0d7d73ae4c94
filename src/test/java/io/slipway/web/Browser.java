package io.slipway.web;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** A browser for tests: one server, cookies kept, headers of its own. */
public final class Browser implements AutoCloseable {

  private final CookieManager cookies = new CookieManager();
  private final HttpClient client =
      HttpClient.newBuilder().cookieHandler(cookies).version(HttpClient.Version.HTTP_1_1).build();
  private final int port;
  private final Map<String, String> headers = new LinkedHashMap<>();

  /** Opens a browser for the server on a port of this machine. */
  public Browser(int port) {
    this.port = port;
  }

  /** Sends a header with each request from now on. */
  public Browser with(String name, String value) {
    headers.put(name, value);
    return this;
  }

  /** Returns a browser for another port that sends the cookies of this one. */
  public Browser on(int otherPort) {
    Browser other = new Browser(otherPort);
    cookies
        .getCookieStore()
        .getCookies()
        .forEach(cookie -> other.cookies.getCookieStore().add(URI.create(other.url()), cookie));
    return other;
  }

  /** Returns the address of the server. */
  public String url() {
    return "http://127.0.0.1:" + port;
  }

  /** Makes a request without a body. */
  public HttpResponse<String> send(String method, String path) {
    return send(method, path, "");
  }

  /** Makes a request. */
  public HttpResponse<String> send(String method, String path, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url() + path)).timeout(Duration.ofSeconds(30));
    headers.forEach(request::header);
    request.method(
        method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public HttpResponse<String> get(String path) {
    return send("GET", path);
  }

  public HttpResponse<String> post(String path, String body) {
    return send("POST", path, body);
  }

  /** Opens a WebSocket; fails when the server does not let it in. */
  public WebSocket socket(String path, WebSocket.Listener listener) {
    WebSocket.Builder builder = client.newWebSocketBuilder();
    headers.forEach(builder::header);
    cookies.getCookieStore().getCookies().stream()
        .map(cookie -> cookie.getName() + "=" + cookie.getValue())
        .reduce((one, other) -> one + "; " + other)
        .ifPresent(all -> builder.header("Cookie", all));
    return builder.buildAsync(URI.create("ws://127.0.0.1:" + port + path), listener).join();
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
