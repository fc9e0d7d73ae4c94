package io.slipway.route.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.route.Target;
import io.slipway.route.TargetId;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** An application that is too busy to take connections is slow, not gone. */
class BusyTargetTest extends RealRouter {

  private static final Duration BUSY = Duration.ofMillis(2_500);

  @Test
  void requestsWaitForTheOnlyCopy() throws Exception {
    try (ServerSocket app = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ExecutorService users = Executors.newVirtualThreadPerTaskExecutor()) {
      router.publish(SHOP, List.of(route()));
      TargetId web =
          router.addTarget(
              this.web, new Target("busy", "127.0.0.1:" + app.getLocalPort(), 1, null));
      assertThat(router.awaitHealthy(List.of(web), LIMIT)).isTrue();
      router.shift(List.of(web), List.of());
      List<Socket> waiting = fill(app);
      List<Future<HttpResponse<String>>> answers = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        answers.add(users.submit(() -> get(uri("/"))));
        Thread.sleep(BUSY.dividedBy(10));
      }
      for (Socket socket : waiting) {
        socket.close();
      }
      Thread.ofVirtual().start(() -> SlowAnswers.answerAll(app));
      for (Future<HttpResponse<String>> answer : answers) {
        assertThat(answer.get().statusCode()).isEqualTo(200);
      }
    }
  }

  /** Takes all places at which connections wait to be accepted: the machine drops further ones. */
  private static List<Socket> fill(ServerSocket app) throws Exception {
    List<Socket> waiting = new ArrayList<>();
    while (true) {
      Socket socket = new Socket();
      try {
        socket.connect(app.getLocalSocketAddress(), 200);
        waiting.add(socket);
      } catch (SocketTimeoutException e) {
        socket.close();
        return waiting;
      }
    }
  }
}
