package io.slipway.web;

import io.helidon.http.Method;
import io.helidon.webserver.http.Handler;

/**
 * One route of the API: what is asked, who may, and what answers.
 *
 * <p>Handlers block, throw {@link io.slipway.kernel.Problem} for what the caller can act on, and
 * find the caller by {@link Requests#caller}.
 *
 * @param path with parameters in braces, as in {@code openapi.yaml}: {@code /api/v1/stacks/{name}}
 */
public record Route(Method method, String path, Permission permission, Handler handler) {

  public static Route get(String path, Permission permission, Handler handler) {
    return new Route(Method.GET, path, permission, handler);
  }

  public static Route post(String path, Permission permission, Handler handler) {
    return new Route(Method.POST, path, permission, handler);
  }

  public static Route put(String path, Permission permission, Handler handler) {
    return new Route(Method.PUT, path, permission, handler);
  }

  public static Route patch(String path, Permission permission, Handler handler) {
    return new Route(Method.PATCH, path, permission, handler);
  }

  public static Route delete(String path, Permission permission, Handler handler) {
    return new Route(Method.DELETE, path, permission, handler);
  }
}
