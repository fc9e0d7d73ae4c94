package io.slipway.route.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.slipway.compose.StackName;
import io.slipway.route.Entry;
import io.slipway.route.Route;
import io.slipway.route.RouteId;
import io.slipway.route.TargetId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where Slipway is root, what speaks to the world is not. */
class UnprivilegedRouterTest extends RealRouter {

  @BeforeEach
  void onlyRootCanBecomeSomebodyElse() {
    assumeTrue(Machine.here().user() != null);
  }

  @Test
  void listensOnPortsOfRootAlsoAfterReloadsAndHolds() throws Exception {
    int first = portOfRoot(1023);
    int second = portOfRoot(first - 1);
    router.publish(SHOP, List.of(at(web, first)));
    TargetId blue = admit("blue", app("blue"));
    assertThat(body(first)).isEqualTo("blue");
    assertThat(userOfTheWorker()).isNotZero();

    router.publish(
        new StackName("other"),
        List.of(at(new RouteId(new StackName("other"), "web", 80), second)));
    assertThat(userOfTheWorker()).isNotZero();
    assertThat(get(URI.create("http://127.0.0.1:" + second + "/")).statusCode()).isEqualTo(503);

    router.hold(List.of(web), LIMIT);
    CompletableFuture<String> waiting = CompletableFuture.supplyAsync(() -> body(first));
    Awaitility.await().until(() -> waitingRequests() == 1);
    assertThat(router.observe().serves(blue)).isTrue();
    router.release(List.of(web));
    assertThat(waiting.get()).isEqualTo("blue");
  }

  private static Route at(RouteId id, int port) {
    return new Route(id, List.of(new Entry.Port("127.0.0.1", port, "/")), null);
  }

  private static String body(int port) {
    HttpResponse<String> answer = get(URI.create("http://127.0.0.1:" + port + "/"));
    return answer.body();
  }

  private int userOfTheWorker() throws IOException {
    long worker = router.observe().targets().getFirst().worker();
    return (Integer) Files.getAttribute(Path.of("/proc/" + worker), "unix:uid");
  }

  private long waitingRequests() throws IOException {
    return StatTable.parse(
            new RouterSocket(folder.resolve("router/commands.sock")).ask("show stat -1 7 -1"))
        .number(Names.hold(web), "BACKEND", "scur");
  }

  private static int portOfRoot(int highest) {
    return IntStream.iterate(highest, port -> port > 512, port -> port - 1)
        .filter(UnprivilegedRouterTest::free)
        .findFirst()
        .orElseThrow();
  }

  private static boolean free(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
