package io.slipway;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.slipway.kernel.Clock;
import io.slipway.web.Browser;
import io.slipway.web.HttpFigures;
import io.slipway.web.HttpServer;
import io.slipway.web.LiveHub;
import io.slipway.web.Permission;
import io.slipway.web.Requests;
import io.slipway.web.Role;
import io.slipway.web.Route;
import io.slipway.web.Visits;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Walks all routes as everybody: with no login, with each role by session and by token, with a
 * token that is revoked. The doors are the real ones; behind each is nothing, so that walking does
 * no harm.
 */
class RouteWalkTest {

  @TempDir private Path folder;

  /** Somebody who walks. */
  private record Walker(String who, @Nullable Role role, Browser browser) {}

  @Test
  void everyRouteLetsInWhomItsPermissionNamesAndNobodyElse() {
    try (Slipway slipway = new Slipway(TestSettings.withAdmin(folder))) {
      slipway.start();
      List<Route> routes = slipway.routes();
      try (HttpServer empty = emptyServer(slipway, routes)) {
        empty.start();
        List<Walker> walkers = walkers(slipway.port(), empty.port());
        List<String> wrong = new ArrayList<>();
        for (Route route : routes) {
          walkers.forEach(walker -> walk(route, walker, wrong));
        }
        walkers.forEach(walker -> walker.browser().close());
        assertThat(wrong).isEmpty();
        assertThat(routes).hasSizeGreaterThan(20);
      }
    }
  }

  private static HttpServer emptyServer(Slipway slipway, List<Route> routes) {
    List<Route> empty =
        routes.stream()
            .map(route ->
                new Route(
                    route.method(),
                    route.path(),
                    route.permission(),
                    (_, response) -> Requests.done(response)))
            .toList();
    return new HttpServer(
        "127.0.0.1",
        0,
        empty,
        slipway.door(),
        new Visits(() -> false, () -> "", null),
        new LiveHub(Clock.system()),
        new HttpFigures(new PrometheusRegistry()),
        () -> {});
  }

  private static void walk(Route route, Walker walker, List<String> wrong) {
    String path = route.path().replaceAll("\\{[a-z]+}", "1");
    HttpResponse<String> answer = walker.browser().send(route.method().text(), path);
    int expected = expected(route.permission(), walker.role());
    boolean right =
        expected == 204
            ? answer.statusCode() < 300 || answer.body().contains("upgrade-needed")
            : answer.statusCode() == expected;
    if (!right) {
      wrong.add(
          walker.who()
              + " "
              + route.method()
              + " "
              + path
              + ": "
              + answer.statusCode()
              + " instead of "
              + expected);
    }
  }

  private static int expected(Permission permission, @Nullable Role role) {
    if (permission == Permission.PUBLIC) {
      return 204;
    }
    if (role == null) {
      return 401;
    }
    boolean enough =
        switch (permission) {
          case PUBLIC, SELF, VIEW -> true;
          case OPERATE -> role != Role.VIEWER;
          case ADMINISTER -> role == Role.ADMIN;
        };
    return enough ? 204 : 403;
  }

  private static List<Walker> walkers(int port, int emptyPort) {
    List<Walker> walkers = new ArrayList<>();
    Browser admin = logIn(port, "admin");
    for (Role role : List.of(Role.VIEWER, Role.OPERATOR)) {
      String body =
          "{\"name\":\""
              + role
              + "\",\"password\":\""
              + TestSettings.PASSWORD
              + "\",\"role\":\""
              + role
              + "\"}";
      assertThat(admin.post("/api/v1/users", body).statusCode()).isEqualTo(201);
    }
    for (Role role : Role.values()) {
      Browser browser = role == Role.ADMIN ? admin : logIn(port, role.name());
      String token = token(browser, role);
      walkers.add(new Walker(role + " by token", role, bearer(emptyPort, token)));
      walkers.add(new Walker(role + " by session", role, browser.on(emptyPort)));
    }
    walkers.add(new Walker("nobody", null, new Browser(emptyPort)));
    walkers.add(new Walker("an unknown token", null, bearer(emptyPort, "slw_unknown")));
    walkers.add(
        new Walker(
            "an unknown session",
            null,
            new Browser(emptyPort).with("Cookie", "slipway_session=unknown")));
    return walkers;
  }

  private static Browser bearer(int port, String token) {
    return new Browser(port).with("Authorization", "Bearer " + token);
  }

  private static Browser logIn(int port, String name) {
    Browser browser = new Browser(port);
    String body = "{\"name\":\"" + name + "\",\"password\":\"" + TestSettings.PASSWORD + "\"}";
    assertThat(browser.post("/api/v1/login", body).statusCode()).isEqualTo(200);
    return browser;
  }

  private static String token(Browser browser, Role role) {
    String body = "{\"name\":\"walk\",\"role\":\"" + role + "\"}";
    Matcher value =
        Pattern.compile("\"value\":\"([^\"]+)\"")
            .matcher(browser.post("/api/v1/account/tokens", body).body());
    assertThat(value.find()).isTrue();
    return value.group(1);
  }
}
