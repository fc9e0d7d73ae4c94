package io.slipway;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.web.Browser;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The webhooks' address over HTTP, as a provider finds it. */
class WebhookDoorTest {

  private static final String PING = "{\"zen\":\"Keep it logically awesome.\",\"hook_id\":1}";

  @TempDir private Path folder;
  private Slipway slipway;
  private Api api;
  private String path;
  private String secret;

  @BeforeEach
  void connect() {
    slipway = new Slipway(TestSettings.withAdmin(folder));
    slipway.start();
    api = new Api(slipway.port());
    Map<String, ?> repository =
        Map.of(
            "url",
            "https://github.com/acme/shop",
            "provider",
            "GITHUB",
            "credential",
            Map.of("kind", "NONE"),
            "poll",
            Map.of("mode", "NEVER", "seconds", 60));
    String id = api.post("/api/v1/repositories", repository).at("id");
    Api.Json address = api.get("/api/v1/repositories/" + id + "/webhook");
    path = URI.create(address.at("url")).getPath();
    secret = address.at("secret");
  }

  @AfterEach
  void close() {
    api.close();
    slipway.close();
  }

  @Test
  void takesWhatIsSignedOnceAndSaysSo() {
    assertThat(deliver("application/json", PING, sign(PING), "1").statusCode()).isEqualTo(202);
    assertThat(deliver("application/json", PING, sign(PING), "1").body()).contains("DUPLICATE");
    String form = "payload=" + URLEncoder.encode(PING, StandardCharsets.UTF_8);
    String type = "application/x-www-form-urlencoded";
    assertThat(deliver(type, form, sign(form), "2").statusCode()).isEqualTo(202);
    assertThat(deliver(type, form, sign(PING), "3").statusCode()).isEqualTo(401);
    assertThat(api.get("/api/v1/webhooks").text()).contains("PING", "DUPLICATE", "BAD_SIGNATURE");
  }

  @Test
  void refusesWhatIsNotSignedAndRemembersWhy() {
    assertThat(deliver("application/json", PING, "", "1").statusCode()).isEqualTo(401);
    assertThat(deliver("application/json", PING, "sha256=00", "2").statusCode()).isEqualTo(401);
    String other = sign("{}");
    assertThat(deliver("application/json", PING, other, "3").statusCode()).isEqualTo(401);
    assertThat(api.get("/api/v1/webhooks?verdict=BAD_SIGNATURE").at("items.2.id")).isNotEmpty();
    assertThat(api.get("/api/v1/webhooks?verdict=ACCEPTED").text()).doesNotContain("GITHUB");
  }

  @Test
  void otherWaysToItAreRefused() {
    try (Browser stranger = new Browser(slipway.port())) {
      assertThat(stranger.get(path).statusCode()).isEqualTo(405);
      assertThat(stranger.send("PUT", path, PING).statusCode()).isEqualTo(405);
      assertThat(stranger.post("/api/webhooks/github/nobody", PING).statusCode()).isEqualTo(404);
      assertThat(stranger.post("/api/webhooks/sourceforge/x", PING).statusCode()).isEqualTo(404);
    }
  }

  @Test
  void takesABodyOf25MiBAndNoMore() {
    String most = body(25 << 20);
    assertThat(most).hasSize(25 << 20);
    assertThat(deliver("application/json", most, sign(most), "1").statusCode()).isEqualTo(202);
    String more = body((25 << 20) + 1);
    assertThat(deliver("application/json", more, sign(more), "2").statusCode()).isEqualTo(413);
    assertThat(api.get("/api/v1/webhooks").at("items.1")).isEmpty();
  }

  /** Returns a ping with a long list in it, of exactly so many bytes. */
  private static String body(int bytes) {
    StringBuilder body = new StringBuilder("{\"zen\":\"z\",\"hook_id\":1,\"more\":[");
    while (body.length() < bytes - 1_100) {
      body.append('"').append("z".repeat(1_000)).append("\",");
    }
    String last = "\"\"]}";
    return body.append(last.replace("\"\"", '"' + "z".repeat(bytes - body.length() - 4) + '"'))
        .toString();
  }

  private HttpResponse<String> deliver(String type, String body, String signature, String id) {
    try (Browser provider = new Browser(slipway.port())) {
      provider.with("Content-Type", type).with("X-GitHub-Event", "ping");
      provider.with("X-GitHub-Delivery", id);
      if (!signature.isEmpty()) {
        provider.with("X-Hub-Signature-256", signature);
      }
      return provider.post(path, body);
    }
  }

  private String sign(String body) {
    return "sha256=" + Hmac.sha256(secret, body);
  }
}
