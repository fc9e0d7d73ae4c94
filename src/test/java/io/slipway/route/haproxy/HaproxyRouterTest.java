package io.slipway.route.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.compose.StackName;
import io.slipway.kernel.Problem;
import io.slipway.route.AnswerTime;
import io.slipway.route.DrainLimits;
import io.slipway.route.Entry;
import io.slipway.route.OpenLoopChecker;
import io.slipway.route.Route;
import io.slipway.route.RouteId;
import io.slipway.route.Target;
import io.slipway.route.TargetId;
import io.slipway.route.TargetStats;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A real HAProxy between a checker and small applications. */
class HaproxyRouterTest extends RealRouter {

  @Test
  void losesNothingInSwitchesReloadsAndRestartsOfTheController() throws Exception {
    Apps blue = app("blue");
    Apps green = app("green");
    router.publish(SHOP, List.of(route()));
    TargetId old = admit("blue", blue);
    try (OpenLoopChecker checker = OpenLoopChecker.startWithPosts(uri("/"), 200, 10)) {
      TargetId next = router.addTarget(web, new Target("green", green.address(), 2, "green"));
      for (int round = 0; round < 6; round++) {
        assertThat(router.awaitHealthy(List.of(next), LIMIT)).isTrue();
        router.shift(List.of(next), List.of(old));
        assertThat(router.observe().serves(next)).isTrue();
        assertThat(router.observe().serves(old)).isFalse();
        // Another stack comes and goes: a reload each, with clients' connections open.
        router.publish(
            new StackName("other"), List.of(otherRoute(Entry.Domain.of("r" + round + ".test"))));
        assertThat(router.drain(List.of(old), DrainLimits.of(LIMIT), _ -> {})).isTrue();
        router.removeTargets(List.of(old));
        router.close();
        router = newRouter();
        router.ensureRunning();
        TargetId again =
            router.addTarget(
                web,
                new Target(
                    old.name(),
                    old.name().equals("blue") ? blue.address() : green.address(),
                    round,
                    null));
        old = next;
        next = again;
      }
      OpenLoopChecker.Report report = checker.stop();
      assertThat(report.failures()).isEmpty();
      assertThat(report.answers("blue")).isPositive();
      assertThat(report.answers("green")).isPositive();
    }
  }

  @Test
  void loseNothingWhenTheOldApplicationIsGoneRightAfterItsDrain() throws Exception {
    Apps blue = app("blue");
    Apps green = app("green");
    router.publish(SHOP, List.of(route()));
    TargetId old = admit("blue", blue);
    try (OpenLoopChecker checker = OpenLoopChecker.startWithPosts(uri("/"), 200, 10)) {
      // A reload just before: the old worker still has clients that will ask once more.
      router.publish(new StackName("other"), List.of(otherRoute(Entry.Domain.of("x.test"))));
      TargetId next = router.addTarget(web, new Target("green", green.address(), 2, "green"));
      assertThat(router.awaitHealthy(List.of(next), LIMIT)).isTrue();
      router.shift(List.of(next), List.of(old));
      assertThat(router.drain(List.of(old), DrainLimits.of(LIMIT), _ -> {})).isTrue();
      blue.close();
      router.removeTargets(List.of(old));
      Awaitility.await().until(() -> checker.answers("green") > 400);
      assertThat(checker.stop().failures()).isEmpty();
    }
  }

  /**
   * Another limit than the last one's takes a reload just before, and another stack's route takes
   * one meanwhile: the old worker holds too.
   */
  @ParameterizedTest
  @CsvSource({"10, false", "30, true", "60, true"})
  void holdsRequestsAndLetsAllGoOn(int limitSeconds, boolean reload) throws Exception {
    Apps blue = app("blue");
    router.publish(SHOP, List.of(route()));
    TargetId old = admit("blue", blue);
    int appPort = blue.port();
    try (OpenLoopChecker checker = OpenLoopChecker.startWithPosts(uri("/"), 200, 5)) {
      Awaitility.await().until(() -> checker.answers("blue") > 20);
      router.hold(List.of(web), Duration.ofSeconds(limitSeconds));
      assertThat(router.drain(List.of(old), DrainLimits.of(LIMIT), _ -> {})).isTrue();
      blue.close();
      long before = checker.answers("blue");
      opened.add(Apps.answering("again", appPort));
      router.addTarget(web, new Target("blue", "127.0.0.1:" + appPort, 2, null));
      assertThat(router.awaitHealthy(List.of(old), LIMIT)).isTrue();
      router.shift(List.of(old), List.of());
      if (reload) {
        router.publish(new StackName("other"), List.of(otherRoute(Entry.Domain.of("x.test"))));
      }
      assertThat(router.observe().held()).containsExactly(web);
      assertThat(checker.answers("again")).isZero();
      router.release(List.of(web));
      Awaitility.await().until(() -> checker.answers("again") > 100);
      OpenLoopChecker.Report report = checker.stop();
      assertThat(report.failures()).isEmpty();
      assertThat(report.answers("blue")).isBetween(before, before + 5);
    }
  }

  @Test
  void handsRequestsOnConnectionsOfAnEarlierWorkerToThePresentOne() throws Exception {
    admitAll();
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      HttpRequest request = HttpRequest.newBuilder(uri("/")).build();
      assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).body())
          .isEqualTo("blue");
      router.publish(new StackName("other"), List.of(otherRoute(Entry.Domain.of("x.test"))));
      TargetId green = router.addTarget(web, new Target("green", app("green").address(), 2, null));
      assertThat(router.awaitHealthy(List.of(green), LIMIT)).isTrue();
      router.shift(List.of(green), List.of(web.target("blue")));
      assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).body())
          .isEqualTo("green");
    }
  }

  @Test
  void answersAHeldRequestWithASentenceWhenTheLimitIsOver() throws Exception {
    admitAll();
    router.hold(List.of(web), Duration.ofSeconds(1));
    HttpResponse<String> answer = get(uri("/"));
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("is being replaced and did not come back within 1 seconds");
    router.release(List.of(web));
    assertThat(get(uri("/")).body()).isEqualTo("blue");
  }

  @Test
  void goesOnWithoutTheControllerAndIsFoundAgain() throws Exception {
    admitAll();
    String pid = Files.readString(folder.resolve("router/haproxy.pid")).strip();
    router.close();
    processes.endOrphans();
    assertThat(get(uri("/")).body()).isEqualTo("blue");
    router = newRouter();
    router.ensureRunning();
    assertThat(Files.readString(folder.resolve("router/haproxy.pid")).strip()).isEqualTo(pid);
    assertThat(router.observe().serves(web.target("blue"))).isTrue();
  }

  @Test
  void startsTheRouterAgainWhenItEndsAndServesWhatIsWanted() throws Exception {
    admitAll();
    endHaproxy();
    Awaitility.await().ignoreExceptions().until(() -> get(uri("/")).body().equals("blue"));
  }

  @Test
  void namesWhoHasAPortAndChangesNothing() throws Exception {
    admitAll();
    try (ServerSocket taken = new ServerSocket(0, 5, InetAddress.getByName("0.0.0.0"))) {
      Route route =
          new Route(
              new RouteId(new StackName("late"), "web", 80),
              List.of(Entry.Port.of(taken.getLocalPort())),
              null);
      assertThatThrownBy(() -> router.publish(new StackName("late"), List.of(route)))
          .isInstanceOf(Problem.Conflict.class)
          .hasMessage(
              "Port %d is already taken by java (process %d).",
              taken.getLocalPort(), ProcessHandle.current().pid());
    }
    Route same = new Route(new RouteId(new StackName("late"), "api", 80), route().entries(), null);
    assertThatThrownBy(() -> router.publish(new StackName("late"), List.of(same)))
        .hasMessageContaining("already routed to service web of stack shop");
    assertThat(router.desired(new StackName("late"))).isEmpty();
    assertThat(get(uri("/")).body()).isEqualTo("blue");
  }

  @Test
  void routesByDomainAndPathAndTellsTheApplicationWhoAsks() throws Exception {
    Apps shop = app("shop");
    Apps api = app("api");
    RouteId apiRoute = new RouteId(SHOP, "api", 80);
    router.publish(
        SHOP,
        List.of(
            new Route(web, List.of(Entry.Domain.of("shop.test")), "/"),
            new Route(apiRoute, List.of(new Entry.Domain("shop.test", "/api")), "/fail")));
    admit("shop", shop);
    TargetId failing = router.addTarget(apiRoute, new Target("api", api.address(), 1, null));
    assertThat(router.awaitHealthy(List.of(failing), Duration.ofSeconds(1))).isFalse();
    // Not healthy by its path's own answer; a TCP check is content.
    router.publish(
        SHOP,
        List.of(
            new Route(web, List.of(Entry.Domain.of("shop.test")), "/"),
            new Route(apiRoute, List.of(new Entry.Domain("shop.test", "/api")), null)));
    assertThat(router.awaitHealthy(List.of(failing), LIMIT)).isTrue();
    router.shift(List.of(failing), List.of());
    assertThat(domain("shop.test", "/forwarded")).isEqualTo("127.0.0.1 http");
    assertThat(domain("Shop.Test", "/apix")).isEqualTo("shop");
    assertThat(domain("shop.test", "/api/x")).isEqualTo("api");
    assertThat(domain("nobody.test", "/")).contains("No application is served at this address");
  }

  @Test
  void tellsHowLongEachAnswerTook() throws Exception {
    admitAll();
    get(uri("/"));
    get(uri("/fail"));
    List<AnswerTime> first = router.answerTimes(SHOP);
    assertThat(first).extracting(AnswerTime::target).containsOnly(web.target("blue")).hasSize(2);
    assertThat(first).allSatisfy(time -> assertThat(time.millis()).isBetween(0, 5_000));
    get(uri("/"));
    assertThat(router.answerTimes(SHOP)).hasSize(3).containsAll(first).doesNotHaveDuplicates();
    assertThat(router.answerTimes(new StackName("other"))).isEmpty();
    // A request that has waited goes through the router twice and was answered once. The new limit
    // takes a reload, and a new worker begins anew.
    router.hold(List.of(web), LIMIT);
    try (ExecutorService waiting = Executors.newSingleThreadExecutor()) {
      Future<HttpResponse<String>> answer = waiting.submit(() -> get(uri("/")));
      router.release(List.of(web));
      assertThat(answer.get().body()).isEqualTo("blue");
    }
    assertThat(router.answerTimes(SHOP)).hasSize(1).doesNotContainAnyElementsOf(first);
  }

  @Test
  void nobodyHasToReadHowLongAnswersTook() throws Exception {
    admitAll();
    int requests = 20_000;
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      HttpRequest request = HttpRequest.newBuilder(uri("/")).build();
      for (int i = 0; i < requests; i++) {
        assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
            .isEqualTo(200);
      }
    }
    List<AnswerTime> times = router.answerTimes(SHOP);
    assertThat(times).hasSizeBetween(5_000, requests - 1);
    get(uri("/"));
    assertThat(times).doesNotContain(router.answerTimes(SHOP).getLast());
  }

  @Test
  void keepsConnectionsToATargetAndForgetsItWithThem() throws Exception {
    router.publish(SHOP, List.of(route()));
    TargetId target = admit("blue", app("blue"));
    Set<String> connections = new HashSet<>();
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      HttpRequest request = HttpRequest.newBuilder(uri("/connection")).build();
      for (int i = 0; i < 10; i++) {
        connections.add(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
      }
      assertThat(connections).hasSize(1);
      router.removeTargets(List.of(target));
    }
    assertThat(router.stats(SHOP)).isEmpty();
  }

  @Test
  void countsWhatEachTargetAnswers() throws Exception {
    admitAll();
    for (int i = 0; i < 3; i++) {
      get(uri("/"));
    }
    assertThat(get(uri("/fail")).statusCode()).isEqualTo(500);
    TargetStats stats = router.stats(SHOP).getFirst();
    assertThat(stats.status2xx()).isEqualTo(3);
    assertThat(stats.status5xx()).isEqualTo(1);
    assertThat(stats.weight()).isEqualTo(100);
    assertThat(stats.healthy()).isTrue();
  }

  @Test
  @Timeout(60)
  void waitsForLongAnswersWhenItDrains() throws Exception {
    try (ServerSocket slow = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      router.publish(SHOP, List.of(route()));
      TargetId target =
          router.addTarget(web, new Target("slow", "127.0.0.1:" + slow.getLocalPort(), 1, null));
      router.shift(List.of(target), List.of());
      CompletableFuture<HttpResponse<String>> answer =
          CompletableFuture.supplyAsync(() -> get(uri("/")));
      Awaitility.await().until(() -> router.stats(SHOP).getFirst().sessions() == 1);
      assertThat(router.drain(List.of(target), new DrainLimits(SOON, NEVER), _ -> {}))
          .as("nothing flows yet: the limit of streams is not waited for")
          .isFalse();
      List<Long> sessions = new ArrayList<>();
      Thread.ofVirtual().start(() -> SlowAnswers.answerAll(slow));
      assertThat(
              router.drain(
                  List.of(target), DrainLimits.of(LIMIT), step -> sessions.add(step.sessions())))
          .isTrue();
      assertThat(sessions).endsWith(0L);
      assertThat(answer.get().body()).isEqualTo("slow");
    }
  }
}
