package io.slipway;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.web.Browser;
import io.slipway.web.Requests;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

/** The API as somebody uses it who is logged in. */
final class Api implements AutoCloseable {

  private final Browser browser;

  /** Logs in as the administrator of {@link TestSettings}. */
  Api(int port) {
    browser = new Browser(port).with("Content-Type", "application/json");
    post("/api/v1/login", Map.of("name", "admin", "password", TestSettings.PASSWORD));
  }

  Browser browser() {
    return browser;
  }

  Json get(String path) {
    return call("GET", path, Map.of());
  }

  Json post(String path, Map<String, ?> body) {
    return call("POST", path, body);
  }

  Json put(String path, Map<String, ?> body) {
    return call("PUT", path, body);
  }

  Json delete(String path) {
    return call("DELETE", path, Map.of());
  }

  /** Calls and returns the problem that it expects. */
  Json problem(int status, String method, String path, Map<String, ?> body) {
    HttpResponse<String> answer = send(method, path, body);
    assertThat(answer.statusCode())
        .as(method + " " + path + ": " + answer.body())
        .isEqualTo(status);
    return new Json(answer.body());
  }

  private Json call(String method, String path, Map<String, ?> body) {
    HttpResponse<String> answer = send(method, path, body);
    assertThat(answer.statusCode()).as(method + " " + path + ": " + answer.body()).isLessThan(300);
    return new Json(answer.body());
  }

  private HttpResponse<String> send(String method, String path, Map<String, ?> body) {
    return browser.send(
        method,
        path,
        method.equals("GET") || method.equals("DELETE") ? "" : Requests.json().toJson(body));
  }

  @Override
  public void close() {
    browser.close();
  }

  /** An answer; fields are named by a path such as {@code items.0.state}, absent ones are empty. */
  record Json(String text) {

    String at(String path) {
      Object value = text.isEmpty() ? "" : Requests.json().type(Object.class).fromJson(text);
      for (String name : path.split("\\.")) {
        value = field(value, name);
      }
      return String.valueOf(value);
    }

    private static Object field(Object value, String name) {
      Object field =
          switch (value) {
            case Map<?, ?> map -> map.get(name);
            case List<?> list -> {
              int index = Integer.parseInt(name);
              yield index < list.size() ? list.get(index) : null;
            }
            default -> null;
          };
      return field == null ? "" : field;
    }
  }
}
