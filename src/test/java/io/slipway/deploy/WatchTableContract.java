package io.slipway.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.compose.StackName;
import io.slipway.deploy.CheckResult.Verdict;
import io.slipway.store.BothDatabases;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

abstract class WatchTableContract extends BothDatabases {

  private static final StackName SHOP = new StackName("shop");
  private static final StackName BLOG = new StackName("blog");
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

  @Test
  void keepsTheNewestSamplesOfEachCheck() {
    sample(SHOP, "quiet", 0);
    sample(BLOG, "home", 0);
    for (int i = 1; i <= WatchTable.SAMPLES + 5; i++) {
      sample(SHOP, "home", i);
    }
    List<CheckResult> kept = database().read(sql -> WatchTable.samples(sql, SHOP, 7));
    assertThat(kept).hasSize(WatchTable.SAMPLES + 1);
    assertThat(kept.getFirst().check()).isEqualTo("quiet");
    assertThat(kept.get(1).at()).isEqualTo(NOW.plusSeconds(6));
    assertThat(database().<List<CheckResult>>read(sql -> WatchTable.samples(sql, BLOG, 7)))
        .hasSize(1);
  }

  @Test
  void keepsTheNewestChangesAndWhatWasDoneAboutTheLast() {
    for (int i = 0; i < WatchTable.CHANGES + 5; i++) {
      change(WatchChange.good(NOW.plusSeconds(i), 6));
    }
    WatchChange bad = WatchChange.bad(NOW.plusSeconds(99), 7, "home", "GET / answered 500.");
    change(bad);
    database().change(sql -> WatchTable.answer(sql, SHOP, 12L, null));
    List<WatchChange> changes = database().read(sql -> WatchTable.changes(sql, SHOP));
    assertThat(changes).hasSize(WatchTable.CHANGES);
    assertThat(changes.getFirst())
        .isEqualTo(
            new WatchChange(
                bad.at(), 7, WatchChange.State.BAD, "home", "GET / answered 500.", 12L, null));
    assertThat(changes.get(1).deployment()).isNull();
    assertThat(database().<Optional<WatchChange>>read(sql -> WatchTable.latest(sql, SHOP, 6)))
        .isEmpty();
  }

  private void change(WatchChange change) {
    database().change(sql -> WatchTable.append(sql, SHOP, change));
  }

  private void sample(StackName stack, String check, int second) {
    CheckResult sample =
        new CheckResult(check, NOW.plusSeconds(second), Verdict.PASS, "GET / answered 200");
    database().change(sql -> WatchTable.append(sql, stack, 7, sample));
  }
}
