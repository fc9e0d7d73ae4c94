package io.slipway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.kernel.AuditedEvent;
import io.slipway.kernel.Events;
import io.slipway.kernel.MovableClock;
import io.slipway.store.BothDatabases;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The trail on a real database. */
abstract class AuditTrailContract extends BothDatabases {

  private record Done(String actor, String action, String subject, @Nullable String detail)
      implements AuditedEvent {}

  private final MovableClock clock = new MovableClock();
  private final Events events = new Events();

  private void record(Done... done) {
    try (AuditTrail trail = new AuditTrail(database(), events, clock)) {
      trail.start();
      for (Done each : done) {
        clock.move(Duration.ofMillis(1));
        events.publish(each);
      }
    }
  }

  private List<AuditEntry> page(@Nullable String before, int limit) {
    return database().read(sql -> AuditTable.page(sql, before, limit));
  }

  @Test
  void showsTheNewestFirstPageByPage() {
    record(
        new Done("maya", "stack.start", "shop", null),
        new Done("ole", "stack.stop", "shop", "all services"),
        new Done("system", "deployment.done", "shop", null));
    List<AuditEntry> first = page(null, 2);
    assertThat(first)
        .extracting(AuditEntry::action)
        .containsExactly("deployment.done", "stack.stop");
    assertThat(page(first.getLast().id(), 2)).extracting(AuditEntry::actor).containsExactly("maya");
  }

  @Test
  void isWrittenAlsoFromWithinATransaction() {
    try (AuditTrail trail = new AuditTrail(database(), events, clock)) {
      trail.start();
      database().change(_ -> events.publish(new Done("maya", "stack.start", "shop", null)));
    }
    assertThat(page(null, 10)).hasSize(1);
  }

  @Test
  void cutsWhatIsTooLongForIt() {
    record(new Done("m".repeat(999), "a".repeat(999), "s".repeat(999), "d".repeat(9_999)));
    assertThat(page(null, 1).getFirst().actor()).hasSize(200).endsWith("…");
  }

  @Test
  void forgetsEntriesAfterFourHundredDays() {
    record(new Done("maya", "stack.start", "old", null));
    clock.move(Duration.ofDays(300));
    record(new Done("maya", "stack.start", "new", null));
    clock.move(Duration.ofDays(101));
    record();
    assertThat(page(null, 10)).extracting(AuditEntry::subject).containsExactly("new");
  }
}
