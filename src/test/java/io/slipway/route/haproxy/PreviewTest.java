package io.slipway.route.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.compose.StackName;
import io.slipway.kernel.Problem;
import io.slipway.route.Entry;
import io.slipway.route.Router;
import io.slipway.route.Target;
import io.slipway.route.TargetId;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The private way to a target that stands by, through a real HAProxy. */
class PreviewTest extends RealRouter {

  private static final String KEY = "4a7f00d1";
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void leadsWhoHasTheKeyToWhatStandsByAndNobodyElse() throws Exception {
    Apps blue = app("blue");
    Apps green = app("green");
    router.publish(SHOP, List.of(route()));
    TargetId old = admit("blue", blue);
    TargetId next = router.addTarget(web, new Target("green-1", green.address(), 2, "green"));
    assertThat(router.awaitHealthy(List.of(next), LIMIT)).isTrue();
    assertThatThrownBy(() -> router.ask(next, "shop", "/", LIMIT))
        .isInstanceOf(Problem.NotFound.class);
    router.preview(SHOP, KEY);

    assertThat(get("/").body()).isEqualTo("blue");
    assertThat(get("/", Router.PREVIEW_HEADER, KEY).body()).isEqualTo("green");
    assertThat(get("/", Router.PREVIEW_HEADER, "4a7f00d2").body()).isEqualTo("blue");
    assertThat(router.ask(next, "shop", "/", LIMIT)).startsWith("HTTP/1.").endsWith("green");
    assertThat(router.ask(next, "shop", "/fail", LIMIT)).contains(" 500 ");

    HttpResponse<String> door = get(Router.PREVIEW_PATH + KEY);
    assertThat(door.statusCode()).isEqualTo(302);
    String cookie = door.headers().firstValue("set-cookie").orElseThrow().split(";", 2)[0];
    assertThat(get("/", "cookie", "a=b; " + cookie).body()).isEqualTo("green");
    assertThat(get(Router.PREVIEW_PATH + "4a7f00d2").body()).as("a wrong key").isEqualTo("blue");
    String out =
        get(Router.PREVIEW_PATH + "leave").headers().firstValue("set-cookie").orElseThrow();
    assertThat(out).contains("Max-Age=0");

    // A reload and another controller find it as it was.
    router.publish(new StackName("other"), List.of(otherRoute(Entry.Domain.of("x.test"))));
    router.close();
    router = newRouter();
    router.ensureRunning();
    assertThat(get("/", "cookie", cookie).body()).isEqualTo("green");
    assertThat(get("/").body()).isEqualTo("blue");

    router.shift(List.of(next), List.of(old));
    router.shift(List.of(old), List.of(next));
    assertThat(get("/", "cookie", cookie).body()).as("it has served: closed").isEqualTo("blue");
  }

  @Test
  void doesNotPassTheOldVersionsAnswerForTheNewOnes() throws Exception {
    Apps blue = app("blue");
    Apps green = app("green");
    router.publish(SHOP, List.of(route()));
    TargetId _ = admit("blue", blue);
    TargetId next = router.addTarget(web, new Target("green-1", green.address(), 2, "green"));
    assertThat(router.awaitHealthy(List.of(next), LIMIT)).isTrue();
    router.preview(SHOP, KEY);
    green.close();
    assertThat(get("/", Router.PREVIEW_HEADER, KEY).statusCode()).isEqualTo(503);
    assertThat(router.ask(next, "shop", "/", LIMIT)).contains(" 503 ");
    assertThat(get("/").body()).isEqualTo("blue");
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
