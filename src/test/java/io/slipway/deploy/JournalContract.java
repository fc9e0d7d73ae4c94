package io.slipway.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.compose.StackName;
import io.slipway.kernel.Clock;
import io.slipway.store.BothDatabases;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

abstract class JournalContract extends BothDatabases {

  private final List<String> done = new ArrayList<>();
  private @Nullable Lease lease;

  @Test
  void writesTheIntentBeforeItActsAndTheResultAfter() throws Exception {
    Journal journal = journal();
    journal.perform(
        "start-slot",
        "green",
        () -> {
          assertThat(kinds()).containsExactly(JournalEntry.Kind.INTENT);
          return "2 containers";
        });
    assertThat(kinds()).containsExactly(JournalEntry.Kind.INTENT, JournalEntry.Kind.DONE);
    assertThat(journal.result("start-slot")).hasValue("2 containers");
  }

  @Test
  void doesAnActionOnceEvenAcrossRestarts() throws Exception {
    for (int start = 0; start < 3; start++) {
      assertThat(journal().perform("switch", "", this::act)).isEqualTo("acted");
    }
    assertThat(done).hasSize(1);
  }

  @Test
  void repeatsAnActionWhoseResultWasNeverWritten() throws Exception {
    assertThatThrownBy(() ->
            journal()
                .perform(
                    "switch",
                    "",
                    () -> {
                      throw new InterruptedException("killed here");
                    }))
        .isInstanceOf(InterruptedException.class);
    assertThat(journal().begun("switch")).isTrue();
    assertThat(journal().result("switch")).isEmpty();
    journal().perform("switch", "", this::act);
    assertThat(done).hasSize(1);
  }

  @Test
  void keepsWhatWentWrong() {
    assertThatThrownBy(() ->
            journal()
                .perform(
                    "switch",
                    "",
                    () -> {
                      throw new IllegalStateException("router gone");
                    }))
        .hasMessage("router gone");
    assertThat(journal().entries().getLast().kind()).isEqualTo(JournalEntry.Kind.FAILED);
    assertThat(journal().entries().getLast().detail()).isEqualTo("router gone");
  }

  private String act() {
    done.add("acted");
    return "acted";
  }

  private List<JournalEntry.Kind> kinds() {
    return journal().entries().stream().map(JournalEntry::kind).toList();
  }

  private Journal journal() {
    Lease held = lease;
    if (held == null) {
      held = Lease.take(database(), Clock.system(), new StackName("shop"), "test").orElseThrow();
      lease = held;
    }
    return new Journal(database(), held, Clock.system(), 1, Journal.Witness.NONE);
  }
}
