package io.slipway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.slipway.certificate.TestCertificate;
import io.slipway.web.Browser;
import io.slipway.web.Requests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Slipway's own page at a domain of its own, behind a real router. */
class OwnDomainTest {

  /** The one name that everybody resolves without a name server. */
  private static final String DOMAIN = "localhost";

  /** Another address of this machine than the one by which the router reaches Slipway. */
  private static final String CLIENT = "127.0.0.9";

  private static final Map<String, String> FORGERY =
      Map.of(
          "X-Forwarded-For", "203.0.113.7",
          "X-Forwarded-Proto", "https",
          "X-Slipway-Router", "0".repeat(64));

  private static final String LIVE = "/api/v1/live";

  @TempDir private Path folder;
  private final int httpPort = freePort();
  private final int httpsPort = freePort();
  private final String plain = "http://" + DOMAIN + ":" + httpPort;
  private final String encrypted = "https://" + DOMAIN + ":" + httpsPort;
  private final CookieManager cookies = new CookieManager();

  @Test
  void isServedByTheRouterWhichSaysWhoTheClientIs() throws Exception {
    TestCertificate certificate = TestCertificate.of(folder, DOMAIN);
    try (HttpClient client = client(certificate)) {
      try (Slipway slipway = new Slipway(settings(Map.of("SLIPWAY_DOMAIN", DOMAIN)))) {
        slipway.start();
        // Nothing else is routed: the router runs for Slipway alone.
        try (HttpClient first = client(certificate)) {
          patient().until(() -> get(first, plain + "/healthz") == 200);
        }
        try (Api api = new Api(slipway.port())) {
          Map<String, String> body =
              Map.of("certificate", certificate.pem(), "key", certificate.keyPem());
          api.post("/api/v1/certificates", body);
          Api.Json domains = api.get("/api/v1/domains");
          assertThat(domains.at("0.domain")).isEqualTo(DOMAIN);
          assertThat(domains.at("0.own")).isEqualTo("true");
          assertThat(domains.at("0.certificateId")).isNotEmpty();
          String order = "/api/v1/domains/" + DOMAIN + "/certificate";
          assertThat(api.problem(409, "PUT", order, Map.of()).at("code"))
              .as("an authority could be asked for one, if one were chosen")
              .isEqualTo("acme-not-set");
          api.put("/api/v1/domains/" + DOMAIN, Map.of("redirect", true, "hsts", true));

          assertThat(get(client, plain + "/")).isEqualTo(308);
          HttpResponse<String> login = logIn(client, encrypted, TestSettings.PASSWORD);
          assertThat(login.version()).isEqualTo(HttpClient.Version.HTTP_2);
          assertThat(login.headers().firstValue("strict-transport-security")).isPresent();
          assertThat(login.statusCode()).isEqualTo(200);
          assertThat(login.headers().allValues("set-cookie"))
              .isNotEmpty()
              .allMatch(cookie -> cookie.contains("; Secure"));
          lastLoginCameFrom(CLIENT, api);
          assertThat(logIn(client, plain, TestSettings.PASSWORD).statusCode())
              .as("a page that came without encryption is another origin")
              .isEqualTo(403);

          opensTheLiveSocket(client);
          believesNobodyElse(slipway.port(), api);
        }
      }
      assertThat(get(client, encrypted + "/healthz")).isEqualTo(503);
      // On another port now.
      try (Slipway slipway = new Slipway(settings(Map.of("SLIPWAY_DOMAIN", DOMAIN)))) {
        slipway.start();
        patient().until(() -> get(client, encrypted + "/healthz") == 200);
        assertThat(get(client, encrypted + "/api/v1/system")).as("still logged in").isEqualTo(200);
      }
      // And no more, when it is not wanted.
      try (Slipway slipway = new Slipway(settings(Map.of()))) {
        slipway.start();
        patient().until(() -> get(client, plain + "/healthz") == 0);
      }
    }
  }

  private void opensTheLiveSocket(HttpClient client) throws InterruptedException {
    Messages messages = new Messages();
    WebSocket socket = open(client, encrypted, messages);
    socket.sendText("{\"subscribe\":\"domains\"}", true);
    assertThat(messages.heard.poll(10, TimeUnit.SECONDS)).contains("subscribed");
    socket.abort();
    for (String origin : List.of(plain, "https://evil.example")) {
      assertThatThrownBy(() -> open(client, origin, new Messages()))
          .as(origin)
          .isInstanceOf(CompletionException.class);
    }
  }

  private WebSocket open(HttpClient client, String origin, Messages messages) {
    String cookie =
        cookies.getCookieStore().getCookies().stream()
            .map(HttpCookie::toString)
            .reduce("", (one, other) -> one + (one.isEmpty() ? "" : "; ") + other);
    return client
        .newWebSocketBuilder()
        .header("Cookie", cookie)
        .header("Origin", origin)
        .buildAsync(URI.create(encrypted.replace("https:", "wss:") + LIVE), messages)
        .join();
  }

  /** What somebody says of himself at the own port, where no router stands between. */
  private static void believesNobodyElse(int port, Api api) {
    try (Browser forger = new Browser(port)) {
      FORGERY.forEach(forger::with);
      HttpResponse<String> login = forger.post("/api/v1/login", credentials(TestSettings.PASSWORD));
      assertThat(login.headers().allValues("set-cookie"))
          .isNotEmpty()
          .noneMatch(cookie -> cookie.contains("; Secure"));
    }
    lastLoginCameFrom("127.0.0.1", api);
  }

  /** The trail is written a moment later. */
  private static void lastLoginCameFrom(String address, Api api) {
    patient()
        .untilAsserted(() -> {
          Api.Json trail = api.get("/api/v1/audit?limit=1");
          assertThat(trail.at("items.0.action")).isEqualTo("login");
          assertThat(trail.at("items.0.address")).isEqualTo(address);
        });
  }

  private HttpResponse<String> logIn(HttpClient client, String origin, String password)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(encrypted + "/api/v1/login")).header("Origin", origin);
    FORGERY.forEach(request::header);
    request.POST(BodyPublishers.ofString(credentials(password)));
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static String credentials(String password) {
    return Requests.json().toJson(Map.of("name", "admin", "password", password));
  }

  /** Returns the answer's status; 0 when nobody listens. */
  private static int get(HttpClient client, String url) throws Exception {
    try {
      return client
          .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding())
          .statusCode();
    } catch (ConnectException e) {
      return 0;
    }
  }

  private HttpClient client(TestCertificate trusted) throws Exception {
    KeyStore known = KeyStore.getInstance("PKCS12");
    known.load(null, null);
    known.setCertificateEntry("it", trusted.certificate());
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(known);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(null, trust.getTrustManagers(), null);
    return HttpClient.newBuilder()
        .sslContext(tls)
        .cookieHandler(cookies)
        .localAddress(InetAddress.getByName(CLIENT))
        .build();
  }

  private Settings settings(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("SLIPWAY_ADMIN_USER", "admin");
    environment.put("SLIPWAY_ADMIN_PASSWORD", TestSettings.PASSWORD);
    environment.put("SLIPWAY_ROUTER_HTTP_PORT", String.valueOf(httpPort));
    environment.put("SLIPWAY_ROUTER_HTTPS_PORT", String.valueOf(httpsPort));
    return TestSettings.in(folder, environment);
  }

  /** The router begins within a moment, but not on a machine that is very busy. */
  private static ConditionFactory patient() {
    return await().atMost(Duration.ofMinutes(1));
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterEach
  void endRouter() throws IOException {
    Path pid = folder.resolve("data/router/haproxy.pid");
    if (Files.exists(pid)) {
      ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
          .ifPresent(ProcessHandle::destroy);
    }
  }

  /** What a page hears. */
  private static final class Messages implements WebSocket.Listener {
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
      heard.add(text.toString());
      from.request(1);
      return null;
    }
  }
}
