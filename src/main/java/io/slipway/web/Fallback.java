package io.slipway.web;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;

/** Answers what no route takes: a wrong method, an unknown path of the API, or the page itself. */
final class Fallback implements Handler {

  private final List<Route> routes;
  private final StaticFiles files;

  Fallback(List<Route> routes, StaticFiles files) {
    this.routes = routes;
    this.files = files;
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    try {
      String path = request.path().path();
      List<String> allowed =
          routes.stream()
              .filter(route -> matches(route.path(), path))
              .map(route -> route.method().text())
              .distinct()
              .sorted()
              .toList();
      if (!allowed.isEmpty()) {
        refuseMethod(request, response, String.join(", ", allowed));
      } else if (path.equals("/api") || path.startsWith("/api/")) {
        answer(request, response, Status.NOT_FOUND_404, "no-such-route", "The API has no " + path);
      } else if (method(request) != Method.GET && method(request) != Method.HEAD) {
        refuseMethod(request, response, "GET, HEAD");
      } else {
        files.answer(request, response, path);
      }
    } catch (RuntimeException e) {
      Problems.answer(request, response, e);
    }
  }

  private static Method method(ServerRequest request) {
    return request.prologue().method();
  }

  private static void refuseMethod(ServerRequest request, ServerResponse response, String allow) {
    response.header(HeaderNames.ALLOW, allow);
    answer(
        request,
        response,
        Status.METHOD_NOT_ALLOWED_405,
        "method-not-allowed",
        "This path does not take " + method(request).text() + ", only " + allow + ".");
  }

  static void answer(
      ServerRequest request, ServerResponse response, Status status, String code, String detail) {
    Problems.answer(request, response, ProblemJson.of(status, code, detail, RequestId.of(request)));
  }

  /** Returns whether a path is one of the pattern's, segment by segment. */
  static boolean matches(String pattern, String path) {
    String[] wanted = pattern.split("/", -1);
    String[] given = path.split("/", -1);
    if (wanted.length != given.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      boolean parameter = wanted[i].startsWith("{") && !given[i].isEmpty();
      if (!parameter && !wanted[i].equals(given[i])) {
        return false;
      }
    }
    return true;
  }
}
