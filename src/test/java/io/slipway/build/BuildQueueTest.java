package io.slipway.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.slipway.compose.StackName;
import io.slipway.kernel.Clock;
import io.slipway.kernel.Events;
import io.slipway.kernel.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BuildQueueTest {

  private volatile int concurrency = 1;
  private final Events events = new Events();
  private final BuildQueue queue = new BuildQueue(limits(), Clock.system(), events);
  private final List<String> story = new CopyOnWriteArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final CountDownLatch release = new CountDownLatch(1);

  @AfterEach
  void endThreads() {
    threads.forEach(Thread::interrupt);
  }

  @Test
  void runsInTheOrderInWhichTheyCameAndShowsIt() throws InterruptedException {
    List<BuildQueueChanged> told = new CopyOnWriteArrayList<>();
    events.subscribe(BuildQueueChanged.class, told::add);
    for (int i = 1; i <= 4; i++) {
      enter(i);
    }
    assertThat(queue.list()).extracting(QueuedBuild::position).containsExactly(0, 1, 2, 3);
    assertThat(queue.list()).extracting(QueuedBuild::deployment).containsExactly(1L, 2L, 3L, 4L);
    release.countDown();
    await().until(() -> queue.list().isEmpty());
    assertThat(story.stream().filter(line -> line.startsWith("ran")))
        .containsExactly("ran 1", "ran 2", "ran 3", "ran 4");
    // Builds that end at once may be gone before those behind them are told of each single place.
    assertThat(story).contains("2 has 1 ahead", "3 has 2 ahead", "4 has 3 ahead");
    await().until(() -> told.getLast().queue().isEmpty());
  }

  @Test
  void takesMoreAtATimeAsSoonAsTheSettingChanges() {
    enter(1);
    enter(2);
    enter(3);
    concurrency = 3;
    queue.limitsChanged();
    await()
        .untilAsserted(
            () -> assertThat(queue.list()).extracting(QueuedBuild::position).containsOnly(0));
  }

  @Test
  void aBuildThatIsCancelledWhileItWaitsLeavesItsPlace() {
    enter(1);
    enter(2);
    enter(3);
    assertThat(queue.cancel(name(2), 2)).isTrue();
    await().until(() -> queue.list().size() == 2);
    assertThat(queue.list()).extracting(QueuedBuild::deployment).containsExactly(1L, 3L);
    assertThat(queue.cancel(name(2), 2)).isFalse();
    assertThat(story).contains("2 cancelled");
  }

  @Test
  void refusesMoreThanCanWait() {
    for (int i = 0; i <= BuildQueue.MOST_WAITING; i++) {
      enter(i);
    }
    assertThatThrownBy(() -> queue.take(name(999), 999, _ -> {}))
        .isInstanceOf(Problem.TooMany.class);
  }

  private void enter(long deployment) {
    threads.add(Thread.startVirtualThread(() -> build(deployment)));
    await().until(() -> queue.list().stream().anyMatch(b -> b.deployment() == deployment));
  }

  private void build(long deployment) {
    try (BuildQueue.Turn _ =
        queue.take(
            name(deployment), deployment, n -> story.add(deployment + " has " + n + " ahead"))) {
      release.await();
      story.add("ran " + deployment);
    } catch (InterruptedException e) {
      story.add(deployment + " cancelled");
    }
  }

  private BuildLimits limits() {
    return new BuildLimits() {
      @Override
      public int concurrency() {
        return concurrency;
      }

      @Override
      public boolean hostCommands() {
        return false;
      }
    };
  }

  private static StackName name(long deployment) {
    return new StackName("s" + deployment);
  }
}
