package io.slipway.repository;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.compose.StackName;
import io.slipway.git.GitHttp;
import io.slipway.git.SampleRepository;
import io.slipway.kernel.Clock;
import io.slipway.store.Database;
import io.slipway.store.DatabaseUrl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PushesTest {

  private static final StackName SHOP = new StackName("shop");

  @TempDir Path folder;

  @SuppressWarnings("NullAway.Init")
  private Database database;

  @SuppressWarnings("NullAway.Init")
  private RepositoryFixture all;

  @SuppressWarnings("NullAway.Init")
  private SampleRepository sample;

  @BeforeEach
  void open() {
    database = Database.open(new DatabaseUrl.Sqlite(folder.resolve("slipway.db")));
    all = new RepositoryFixture(folder, database, Clock.system());
    sample = new SampleRepository(folder.resolve("shop.git"));
  }

  @AfterEach
  void close() {
    all.pushes.close();
    database.close();
  }

  @Test
  void deliversTheNewestOfTwentyPushesLast() throws Exception {
    GitRepository repository = all.connect(sample.fileUrl(), Polling.Mode.NEVER);
    all.feed(repository, "shop", RepositoryFixture.branches("main"));
    String newest = "";
    for (int i = 0; i < 20; i++) {
      newest = sample.commit("main", "Commit " + i, Map.of("a", "" + i));
      all.pushes.arrived(repository.id(), main(newest), "event" + i, "webhook");
    }
    awaitOutcomes(20);
    assertThat(all.pushed.getLast().sha()).isEqualTo(newest);
    assertThat(all.pushed).doesNotHaveDuplicates();
    assertThat(all.outcomes)
        .allMatch(outcome ->
            outcome.deployment() != null
                || "superseded".equals(outcome.rule())
                || "already".equals(outcome.rule()));
    PushedCommit desired = all.sources.required(SHOP).desired();
    assertThat(desired).isEqualTo(all.pushed.getLast());
  }

  @Test
  void fetchesOnceForAllThatCameMeanwhile() throws Exception {
    try (GitHttp http = new GitHttp(folder, null)) {
      CountDownLatch arrived = new CountDownLatch(1);
      CountDownLatch first = new CountDownLatch(1);
      AtomicBoolean held = new AtomicBoolean();
      http.atRequest(() -> {
        if (held.compareAndSet(false, true)) {
          first.countDown();
          await(arrived);
        }
      });
      GitRepository repository = all.connect(http.url("shop.git"), Polling.Mode.NEVER);
      all.feed(repository, "shop", RepositoryFixture.branches("main"));
      all.pushes.arrived(
          repository.id(), main(sample.commit("main", "0", Map.of("a", "0"))), "event", "webhook");
      await(first);
      String newest = "";
      for (int i = 1; i < 20; i++) {
        newest = sample.commit("main", "Commit " + i, Map.of("a", "" + i));
        all.pushes.arrived(repository.id(), main(newest), "event" + i, "webhook");
      }
      arrived.countDown();
      awaitOutcomes(20);
      assertThat(http.asked()).isEqualTo(2);
      assertThat(all.pushed.getLast().sha()).isEqualTo(newest);
    }
  }

  @Test
  void saysWhichRuleIgnoredAPush() throws Exception {
    GitRepository repository = all.connect(sample.fileUrl(), Polling.Mode.NEVER);
    assertThat(push(repository, "main", "First", Map.of("web/a", "1"))).isEqualTo("no-stack");
    PushRules rules =
        new PushRules(
            List.of("main", "!release/old"),
            List.of("v*"),
            List.of("web/**"),
            List.of("[skip ci]"));
    all.feed(repository, "shop", rules);
    assertThat(push(repository, "main", "Second", Map.of("web/a", "2"))).isEqualTo("deployed");
    all.sources.deployed(SHOP, all.pushed.getLast());
    assertThat(push(repository, "side", "Side", Map.of("web/a", "3"))).isEqualTo("branches");
    assertThat(push(repository, "main", "Docs", Map.of("docs/a", "1"))).isEqualTo("paths");
    assertThat(push(repository, "main", "No\n\n[Skip CI]", Map.of("web/a", "4")))
        .isEqualTo("skip-mark");
    // The payload's own list would say docs only; against the deployed commit web/a differs.
    assertThat(push(repository, "main", "Docs", Map.of("docs/a", "2"))).isEqualTo("deployed");
    assertThat(again(repository, "main")).isEqualTo("already");
    sample.git("tag", "v1", "main");
    sample.git("tag", "x1", "main");
    assertThat(again(repository, "refs/tags/x1")).isEqualTo("tags");
    assertThat(again(repository, "refs/tags/v1")).isEqualTo("deployed");
    assertThat(again(repository, "refs/heads/gone")).isEqualTo("deleted");
    all.sources.pause(SHOP, "Rolled back to v1.", "ada");
    assertThat(push(repository, "main", "More", Map.of("web/a", "5"))).isEqualTo("paused");
    all.sources.resume(SHOP, "ada");
    assertThat(again(repository, "main")).isEqualTo("deployed");
  }

  @Test
  void replaysWhatWasAskedForAlready() throws Exception {
    GitRepository repository = all.connect(sample.fileUrl(), Polling.Mode.NEVER);
    all.feed(repository, "shop", RepositoryFixture.branches("main"));
    all.feed(repository, "blog", RepositoryFixture.branches("**"));
    String commit = sample.commit("main", "First", Map.of("a", "1"));
    all.pushes.arrived(repository.id(), main(commit), "event", "webhook");
    awaitOutcomes(2);
    all.pushes.replay(repository.id(), main(commit), "event", "ada");
    awaitOutcomes(4);
    assertThat(all.pushed).hasSize(4);
  }

  @Test
  void triesAgainByItselfWhenTheServerIsAway() throws Exception {
    GitRepository repository = all.connect("http://127.0.0.1:1/shop.git", Polling.Mode.NEVER);
    all.feed(repository, "shop", RepositoryFixture.branches("main"));
    all.pushes.arrived(repository.id(), main("a".repeat(40)), "event", "webhook");
    awaitOutcomes(1);
    assertThat(all.outcomes.getFirst().message()).contains("tried again by itself");
    GitRepository now = all.repositories.required(repository.id());
    assertThat(now.lastError()).contains("cannot be reached");
    assertThat(now.poll().nextAt()).isNotNull();
  }

  @Test
  void writesACommitsFilesForADeployment() throws Exception {
    String commit = sample.commit("main", "First", Map.of("compose.yaml", "services: {}"));
    GitRepository repository = all.connect(sample.fileUrl(), Polling.Mode.NEVER);
    all.feed(repository, "shop", RepositoryFixture.branches("main"));
    PushedCommit newest = all.sources.newest(SHOP, "main");
    assertThat(newest).isEqualTo(new PushedCommit(commit, "First", "Ada", "main"));
    all.sources.checkout(SHOP, commit, folder.resolve("work"));
    assertThat(folder.resolve("work/compose.yaml")).hasContent("services: {}");
  }

  @Test
  void findsWhatCanBeDeployed() throws Exception {
    sample.commit(
        "main",
        "First",
        Map.of(
            "compose.yaml", "services:\n  web: {build: .}\n  db: !reset {image: x}\n",
            "ops/docker-compose.yml", "services: [",
            "Dockerfile", "FROM scratch\nexpose 8080/tcp\n"));
    GitRepository repository = all.connect(sample.fileUrl(), Polling.Mode.NEVER);
    RepositoryContents found = new ContentsInspection(all.repositories).of(repository.id(), "main");
    assertThat(found.composeFiles().getFirst().services()).containsExactly("web", "db");
    assertThat(found.composeFiles().getLast().problem()).contains("cannot be read");
    assertThat(found.dockerfiles())
        .containsExactly(new RepositoryContents.DockerfileFound("Dockerfile", 8080));
  }

  private String push(
      GitRepository repository, String branch, String message, Map<String, String> files) {
    sample.commit(branch, message, files);
    return again(repository, branch);
  }

  private String again(GitRepository repository, String name) {
    int before = all.outcomes.size();
    String ref = name.startsWith("refs/") ? name : "refs/heads/" + name;
    all.pushes.arrived(
        repository.id(), List.of(new RefChange(ref, null, null)), "event", "webhook");
    awaitOutcomes(before + 1);
    String rule = all.outcomes.getLast().rule();
    return rule == null ? "deployed" : rule;
  }

  private static List<RefChange> main(String sha) {
    return List.of(new RefChange("refs/heads/main", "0".repeat(40), sha));
  }

  private void awaitOutcomes(int count) {
    org.awaitility.Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> all.outcomes.size() >= count);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
