package io.slipway.route.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.compose.StackName;
import io.slipway.kernel.Clock;
import io.slipway.kernel.Command;
import io.slipway.kernel.Processes;
import io.slipway.route.Entry;
import io.slipway.route.Route;
import io.slipway.route.RouteId;
import io.slipway.route.Target;
import io.slipway.route.TargetId;
import io.slipway.store.Database;
import io.slipway.store.DatabaseUrl;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A real HAProxy in a folder of its own, for the tests of a class, each with a new one. */
abstract class RealRouter {

  static final StackName SHOP = new StackName("shop");
  static final Duration LIMIT = Duration.ofSeconds(10);

  static final Duration SOON = Duration.ofMillis(300);

  /** Longer than any test may take. */
  static final Duration NEVER = Duration.ofHours(1);

  @TempDir Path folder;
  final List<AutoCloseable> opened = new ArrayList<>();
  final int port = Apps.freePort();
  final int httpPort = Apps.freePort();
  final int httpsPort = Apps.freePort();
  final RouteId web = new RouteId(SHOP, "web", 8080);
  Database database;
  Processes processes;
  HaproxyRouter router;

  @BeforeEach
  void open() {
    database = Database.open(new DatabaseUrl.Sqlite(folder.resolve("slipway.db")));
    processes = new Processes(folder.resolve("run"));
    router = newRouter();
  }

  @AfterEach
  void close() throws Exception {
    router.close();
    endHaproxy();
    for (AutoCloseable each : opened) {
      each.close();
    }
    database.close();
  }

  void admitAll() throws InterruptedException {
    router.publish(SHOP, List.of(route()));
    admit("blue", app("blue"));
  }

  TargetId admit(String name, Apps app) throws InterruptedException {
    TargetId target = router.addTarget(web, new Target(name, app.address(), 1, null));
    assertThat(router.awaitHealthy(List.of(target), LIMIT)).isTrue();
    router.shift(List.of(target), List.of());
    return target;
  }

  Route route() {
    return new Route(web, List.of(new Entry.Port("127.0.0.1", port, "/")), null);
  }

  static Route otherRoute(Entry entry) {
    return new Route(new RouteId(new StackName("other"), "web", 80), List.of(entry), null);
  }

  Apps app(String name) {
    Apps app = Apps.answering(name);
    opened.add(app);
    return app;
  }

  HaproxyRouter newRouter() {
    return new HaproxyRouter(
        folder.resolve("router"),
        database,
        processes,
        Clock.system(),
        new SharedPorts(httpPort, httpsPort, false));
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  static HttpResponse<String> get(URI uri) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  String domain(String host, String path) throws Exception {
    Command.Result result =
        processes.run(
            Command.of(
                "curl",
                "-s",
                "-m",
                "5",
                "-H",
                "Host: " + host,
                "http://127.0.0.1:" + httpPort + path));
    return result.out().strip();
  }

  void endHaproxy() throws Exception {
    Path pid = folder.resolve("router/haproxy.pid");
    if (Files.exists(pid)) {
      ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
          .ifPresent(ProcessHandle::destroy);
    }
  }
}
