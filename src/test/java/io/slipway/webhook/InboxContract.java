package io.slipway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.slipway.git.Git;
import io.slipway.git.GitLimits;
import io.slipway.git.GitMirrors;
import io.slipway.git.SshKeys;
import io.slipway.kernel.Clock;
import io.slipway.kernel.Events;
import io.slipway.kernel.Processes;
import io.slipway.repository.CredentialChange;
import io.slipway.repository.CredentialKind;
import io.slipway.repository.GitRepository;
import io.slipway.repository.ProviderName;
import io.slipway.repository.PushOutcome;
import io.slipway.repository.Pushes;
import io.slipway.repository.Repositories;
import io.slipway.repository.RepositoryChange;
import io.slipway.repository.StackSources;
import io.slipway.secret.Vault;
import io.slipway.store.BothDatabases;
import io.slipway.web.Caller;
import io.slipway.web.Door;
import io.slipway.web.HttpFigures;
import io.slipway.web.HttpServer;
import io.slipway.web.LiveHub;
import io.slipway.web.Permission;
import io.slipway.web.Role;
import io.slipway.web.Visit;
import io.slipway.web.Visits;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Deliveries over HTTP, into a real database. */
abstract class InboxContract extends BothDatabases {

  private static final byte[] PUSH = Samples.read("github/push-goscm.json");

  private final Clock clock = Clock.system();
  private Repositories repositories;
  private Pushes pushes;
  private Deliveries deliveries;
  private HttpServer server;
  private GitRepository repository;

  @BeforeEach
  void start() throws Exception {
    Processes processes = new Processes(folder.resolve("processes"));
    Events events = new Events();
    Git git = new Git(processes, folder.resolve("run"), true, GitLimits.DEFAULT);
    repositories =
        new Repositories(
            database(),
            new Vault(new byte[32]),
            new GitMirrors(git, folder.resolve("mirrors")),
            new SshKeys(processes, folder.resolve("run")),
            events,
            clock);
    LiveHub live = new LiveHub(clock);
    deliveries = new Deliveries(database(), repositories, live, clock, folder.resolve("webhooks"));
    StackSources sources = new StackSources(database(), repositories, events, clock);
    pushes =
        new Pushes(
            repositories,
            sources,
            (_, _, _, _) -> new PushOutcome(1, "Queued."),
            deliveries,
            events,
            clock);
    repository =
        repositories.create(
            new RepositoryChange(
                null,
                "shop",
                "file://" + folder.resolve("nowhere.git"),
                ProviderName.GITHUB,
                new CredentialChange(CredentialKind.NONE, null, null, null, null),
                null),
            "ada");
    server =
        new HttpServer(
            "127.0.0.1",
            0,
            new WebhookApi(inbox(), deliveries).routes(),
            new OpenDoor(),
            new Visits(() -> false, () -> "", null),
            live,
            new HttpFigures(new PrometheusRegistry()),
            () -> {});
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
    pushes.close();
  }

  @Test
  void takesAPushOnceAndTellsWhatItCaused() throws Exception {
    HttpResponse<String> answer = deliver("push", "d1", PUSH, sign(PUSH));
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.body()).contains("\"verdict\":\"ACCEPTED\"");
    assertThat(deliver("push", "d1", PUSH, sign(PUSH)).body())
        .contains("\"verdict\":\"DUPLICATE\"");
    Delivery stored = deliveries.newest(repository.id(), Verdict.ACCEPTED, null, 10).getFirst();
    assertThat(stored.ref()).isEqualTo("refs/heads/master");
    assertThat(stored.changes().getFirst().after())
        .isEqualTo("199eddf46df50de8d02e99bf1c5fdb4101338224");
    Awaitility.await()
        .until(() -> !deliveries.find(stored.id()).orElseThrow().outcomes().isEmpty());
    String shown = get("/api/v1/webhooks/" + stored.id()).body();
    assertThat(shown)
        .contains("\"repositoryName\":\"shop\"", "\"outcomes\":[{", "Update README", "•••")
        .doesNotContain("Bearer hidden");
    Awaitility.await().until(() -> repositories.required(repository.id()).hookSeen());
  }

  @Test
  void refusesWhatIsNotSignedAndRecordsWhy() throws Exception {
    HttpResponse<String> wrong = deliver("push", "d1", PUSH, "sha256=" + "0".repeat(64));
    assertThat(wrong.statusCode()).isEqualTo(401);
    assertThat(wrong.body()).contains("webhook-signature");
    assertThat(deliver("push", "d2", PUSH, "").statusCode()).isEqualTo(401);
    List<Delivery> refused = deliveries.newest(null, Verdict.BAD_SIGNATURE, null, 10);
    assertThat(refused).hasSize(2);
    assertThat(refused.getLast().reason()).contains("does not fit the body");
    assertThat(refused.getLast().bodyBytes()).isNull();
    assertThat(refused.getLast().changes()).isEmpty();
    assertThat(deliveries.newest(null, Verdict.ACCEPTED, null, 10)).isEmpty();
  }

  @Test
  void tellsNothingAboutRepositoriesThatDoNotExist() throws Exception {
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(uri("/api/webhooks/github/01ARZ3NDEKTSV4RRFFQ69G5FAV"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(PUSH)));
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("There is no webhook at this address.");
    assertThat(get("/api/webhooks/github/" + repository.id()).statusCode()).isEqualTo(405);
    assertThat(get("/api/webhooks/github/" + repository.id()).headers().firstValue("Allow"))
        .hasValue("POST");
  }

  @Test
  void answersAPingAndReadsForms() throws Exception {
    byte[] ping = "{\"zen\":\"x\",\"hook_id\":1}".getBytes(StandardCharsets.UTF_8);
    assertThat(deliver("ping", "d1", ping, sign(ping)).body()).contains("The webhook works.");
    byte[] broken = "{\"zen\"".getBytes(StandardCharsets.UTF_8);
    assertThat(deliver("push", "d2", broken, sign(broken)).statusCode()).isEqualTo(400);
    assertThat(deliveries.newest(null, Verdict.UNREADABLE, null, 10)).hasSize(1);
  }

  @Test
  void doesAfterARestartWhatWasAcceptedBefore() {
    Delivery accepted = stored("d1", Verdict.ACCEPTED, clock.now());
    assertThat(deliveries.add(accepted, PUSH)).isTrue();
    assertThat(deliveries.add(stored("d1", Verdict.ACCEPTED, clock.now()), PUSH)).isFalse();
    inbox().start();
    Awaitility.await()
        .until(() -> !deliveries.find(accepted.id()).orElseThrow().outcomes().isEmpty());
    assertThat(deliveries.unprocessed()).isEmpty();
    assertThat(inbox().replay(accepted.id(), "ada").verdict()).isEqualTo(Verdict.ACCEPTED);
    Awaitility.await()
        .until(() -> deliveries.find(accepted.id()).orElseThrow().outcomes().size() > 1);
  }

  @Test
  void storesAFloodOfRefusedOnesOnlyInPart() throws Exception {
    for (int i = 0; i < 100; i++) {
      assertThat(deliver("push", "d" + i, PUSH, "").statusCode()).isEqualTo(401);
    }
    assertThat(deliveries.newest(null, null, null, 200)).hasSizeLessThanOrEqualTo(61);
    String page = get("/api/v1/webhooks?verdict=BAD_SIGNATURE&limit=2").body();
    assertThat(page).contains("\"next\":\"");
  }

  @Test
  void keepsSoManyAndSoLong() {
    for (int i = 0; i < 3; i++) {
      deliveries.add(stored("bad" + i, Verdict.BAD_SIGNATURE, clock.now().plusMillis(i)), null);
    }
    deliveries.add(stored("old", Verdict.ACCEPTED, Instant.parse("2020-01-01T00:00:00Z")), null);
    List<String> gone =
        database()
            .write(sql -> DeliveryTable.prune(sql, Instant.parse("2021-01-01T00:00:00Z"), 1, 2));
    assertThat(gone).hasSize(2);
    assertThat(deliveries.newest(null, null, null, 10)).hasSize(2);
  }

  private Delivery stored(String deliveryId, Verdict verdict, Instant at) {
    return new Delivery(
        io.slipway.kernel.Ulid.at(at),
        at,
        ProviderName.GITHUB,
        repository.id(),
        "push",
        EventKind.PUSH,
        verdict,
        null,
        "refs/heads/main",
        null,
        deliveryId,
        Map.of("X-GitHub-Event", "push"),
        List.of(new io.slipway.repository.RefChange("refs/heads/main", null, "a1")),
        null,
        false,
        List.of());
  }

  private Inbox inbox() {
    return new Inbox(deliveries, repositories, pushes, clock);
  }

  private String sign(byte[] body) throws Exception {
    byte[] key = repositories.webhookSecret(repository.id()).getBytes(StandardCharsets.UTF_8);
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
  }

  private HttpResponse<String> deliver(String event, String id, byte[] body, String signature)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri("/api/webhooks/github/" + repository.id()))
            .header("Content-Type", "application/json")
            .header("X-GitHub-Event", event)
            .header("X-GitHub-Delivery", id)
            .header("Authorization", "Bearer hidden")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    return send(signature.isEmpty() ? request : request.header("X-Hub-Signature-256", signature));
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(HttpRequest.newBuilder(uri(path)));
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  private static final class OpenDoor implements Door {
    @Override
    public @Nullable Caller identify(Visit visit) {
      return new Caller("1", "ada", Role.OPERATOR, null);
    }

    @Override
    public void checkUserAuthority(@Nullable Caller caller, Permission permission) {}
  }
}
