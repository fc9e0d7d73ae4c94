package io.slipway.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.git.GitHttp;
import io.slipway.git.SampleRepository;
import io.slipway.kernel.MovableClock;
import io.slipway.store.Database;
import io.slipway.store.DatabaseUrl;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefWatchTest {

  @TempDir Path folder;
  private final MovableClock clock = new MovableClock();

  @Test
  void asksWhenDueAndNotAtAllOnceAHookIsSeen() throws Exception {
    SampleRepository sample = new SampleRepository(folder.resolve("shop.git"));
    sample.commit("main", "First", Map.of("a", "1"));
    try (Database database = Database.open(new DatabaseUrl.Sqlite(folder.resolve("s.db")));
        GitHttp http = new GitHttp(folder, null)) {
      RepositoryFixture all = new RepositoryFixture(folder, database, clock);
      try (Pushes pushes = all.pushes;
          RefWatch watch = new RefWatch(all.repositories, all.git, pushes, all.events, clock)) {
        watch.start();
        eventually(() -> clock.awaited().size() == 1);
        GitRepository repository = all.connect(http.url("shop.git"), Polling.Mode.AUTO);
        all.feed(repository, "shop", RepositoryFixture.branches("**"));

        // The first answer is the state of things, no news.
        eventually(() -> all.repositories.required(repository.id()).lastCheckAt() != null);
        GitRepository checked = all.repositories.required(repository.id());
        assertThat(checked.defaultBranch()).isEqualTo("main");
        assertThat(checked.closed()).isFalse();
        Instant next = checked.poll().nextAt();
        assertThat(next).isBetween(clock.now().plusSeconds(54), clock.now().plusSeconds(66));
        assertThat(http.asked()).isEqualTo(1);
        assertThat(all.pushed).isEmpty();

        String second = sample.commit("main", "Second", Map.of("a", "2"));
        eventually(() -> clock.awaited().size() == 1);
        clock.move(Duration.ofSeconds(70));
        eventually(() -> all.outcomes.size() == 1);
        assertThat(all.pushed.getFirst().sha()).isEqualTo(second);
        assertThat(http.asked()).isEqualTo(3); // one ls-remote, one fetch

        all.repositories.hookSeen(repository.id(), ProviderName.GENERIC);
        assertThat(all.repositories.required(repository.id()).poll().nextAt()).isNull();
        clock.move(Duration.ofDays(1));
        eventually(() -> clock.awaited().size() == 1);
        assertThat(http.asked()).isEqualTo(3);
      }
    }
  }

  @Test
  void asksLessAndLessOftenWhileAServerIsAway() throws Exception {
    try (Database database = Database.open(new DatabaseUrl.Sqlite(folder.resolve("s.db")))) {
      RepositoryFixture all = new RepositoryFixture(folder, database, clock);
      try (Pushes pushes = all.pushes;
          RefWatch watch = new RefWatch(all.repositories, all.git, pushes, all.events, clock)) {
        watch.start();
        GitRepository made = all.connect("http://127.0.0.1:1/x.git", Polling.Mode.ALWAYS);
        for (int i = 0; i < 4; i++) {
          long failures = i + 1L;
          eventually(
              () -> database.read(sql -> RepositoryTable.failures(sql, made.id())) == failures);
          GitRepository failed = all.repositories.required(made.id());
          assertThat(failed.lastError()).contains("cannot be reached");
          Duration wait = Duration.between(clock.now(), failed.poll().nextAt());
          assertThat(wait).isBetween(Duration.ofSeconds(27L << i), Duration.ofSeconds(33L << i));
          eventually(() -> clock.awaited().size() == 1);
          clock.move(wait);
        }
      }
    }
  }

  private static void eventually(Callable<Boolean> condition) {
    await().atMost(Duration.ofSeconds(30)).until(condition);
  }
}
