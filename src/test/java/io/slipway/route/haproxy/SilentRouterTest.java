package io.slipway.route.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.compose.StackName;
import io.slipway.kernel.Command;
import io.slipway.kernel.Problem;
import io.slipway.route.DrainLimits;
import io.slipway.route.Entry;
import io.slipway.route.Target;
import io.slipway.route.TargetId;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A router whose processes are there and say nothing is not taken for one that has ended. */
class SilentRouterTest extends RealRouter {

  @Test
  void doesNotStartASecondRouterBesideOneThatDoesNotAnswer() throws Exception {
    admitAll();
    List<Long> before = haproxies();
    long worker = router.observe().targets().getFirst().worker();
    signal("STOP", worker);
    try {
      assertThatThrownBy(router::converge)
          .isInstanceOf(Problem.Unavailable.class)
          .hasMessageContaining("The router does not answer");
      assertThat(haproxies()).isEqualTo(before);
      assertThat(router.observe().running()).isFalse();
    } finally {
      signal("CONT", worker);
    }
    router.converge();
    assertThat(haproxies()).isEqualTo(before);
    assertThat(get(uri("/")).body()).isEqualTo("blue");
  }

  @Test
  void doesNotCallATargetDrainedWhenAnOldWorkerDoesNotAnswer() throws Exception {
    try (ServerSocket slow = new ServerSocket(0, 50)) {
      router.publish(SHOP, List.of(route()));
      TargetId target =
          router.addTarget(web, new Target("slow", "127.0.0.1:" + slow.getLocalPort(), 1, null));
      router.shift(List.of(target), List.of());
      CompletableFuture<HttpResponse<String>> answer =
          CompletableFuture.supplyAsync(() -> get(uri("/")));
      Awaitility.await().until(() -> router.stats(SHOP).getFirst().sessions() == 1);
      long old = router.stats(SHOP).getFirst().worker();
      router.publish(new StackName("other"), List.of(otherRoute(Entry.Domain.of("x.test"))));
      signal("STOP", old);
      try {
        assertThatThrownBy(() -> router.drain(List.of(target), DrainLimits.of(LIMIT), _ -> {}))
            .isInstanceOf(Problem.Unavailable.class)
            .hasMessageContaining("An earlier process of the router (" + old + ")");
      } finally {
        signal("CONT", old);
      }
      Thread.ofVirtual().start(() -> SlowAnswers.answerAll(slow));
      assertThat(router.drain(List.of(target), DrainLimits.of(LIMIT), _ -> {})).isTrue();
      assertThat(answer.get().body()).isEqualTo("slow");
    }
  }

  @Test
  void startsTheRouterWhenTheNumberOfTheOneThatEndedBelongsToAnotherProgram() throws Exception {
    admitAll();
    router.close();
    endHaproxy();
    Awaitility.await().until(() -> haproxies().isEmpty());
    Files.writeString(folder.resolve("router/haproxy.pid"), ProcessHandle.current().pid() + "\n");
    router = newRouter();
    router.ensureRunning();
    assertThat(get(uri("/")).body()).isEqualTo("blue");
  }

  /** Returns the processes that run in this router's folder. */
  private List<Long> haproxies() throws IOException {
    Path here = folder.resolve("router").toRealPath();
    List<Long> found = new ArrayList<>();
    try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
      for (ProcessHandle process : all.toList()) {
        try {
          if (Path.of("/proc/" + process.pid() + "/cwd").toRealPath().equals(here)) {
            found.add(process.pid());
          }
        } catch (IOException e) {
          continue; // it has just ended
        }
      }
    }
    return found;
  }

  private void signal(String name, long process) throws InterruptedException {
    assertThat(processes.run(Command.of("kill", "-" + name, Long.toString(process))).ok()).isTrue();
  }
}
