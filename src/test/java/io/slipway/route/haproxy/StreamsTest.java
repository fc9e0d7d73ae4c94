package io.slipway.route.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.compose.StackName;
import io.slipway.route.DrainLimits;
import io.slipway.route.Entry;
import io.slipway.route.Target;
import io.slipway.route.TargetId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What flows for long is not cut by a switch: it ends by itself. */
class StreamsTest extends RealRouter {

  /** What the application is told to send next; an empty text ends the answer. */
  private final BlockingQueue<String> next = new LinkedBlockingQueue<>();

  @ParameterizedTest
  @Timeout(60)
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 32\r\n\r\n",
        "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n"
      })
  void flowOnOverReloadsAndSwitches(String head) throws Exception {
    try (ServerSocket app = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> serve(app, head));
      router.publish(SHOP, List.of(route()));
      TargetId old =
          router.addTarget(web, new Target("old", "127.0.0.1:" + app.getLocalPort(), 1, null));
      assertThat(router.awaitHealthy(List.of(old), LIMIT)).isTrue();
      router.shift(List.of(old), List.of());
      try (Socket user = new Socket("127.0.0.1", port)) {
        user.setSoTimeout((int) LIMIT.toMillis());
        user.getOutputStream()
            .write(
                "GET / HTTP/1.1\r\nHost: shop\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(user.getInputStream(), StandardCharsets.US_ASCII));
        while (!in.readLine().isEmpty()) {
          // the head, as far as the router lets it through
        }
        passes(in, "one");

        router.publish(new StackName("other"), List.of(otherRoute(Entry.Domain.of("x.test"))));
        passes(in, "two");
        TargetId green =
            router.addTarget(web, new Target("green", app("green").address(), 2, null));
        assertThat(router.awaitHealthy(List.of(green), LIMIT)).isTrue();
        router.shift(List.of(green), List.of(old));
        assertThat(get(uri("/")).body()).isEqualTo("green");
        passes(in, "three");
        router.publish(new StackName("other"), List.of(otherRoute(Entry.Domain.of("y.test"))));
        assertThat(router.drain(List.of(old), new DrainLimits(NEVER, SOON), _ -> {}))
            .as("what flows is no request that is waited for")
            .isFalse();
        passes(in, "seven");
        CompletableFuture<Boolean> drained = CompletableFuture.supplyAsync(() -> drain(old));
        passes(in, "eleven");
        next.add("");
        user.shutdownOutput(); // else the router keeps a connection whose answer has its length
        assertThat(in.readLine()).isNull();
        assertThat(drained.get()).as("waited for what flows").isTrue();
      }
    }
  }

  private boolean drain(TargetId target) {
    try {
      return router.drain(List.of(target), new DrainLimits(Duration.ZERO, LIMIT), _ -> {});
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void passes(BufferedReader in, String line) throws IOException {
    next.add(line + "\r\n");
    assertThat(in.readLine()).isEqualTo(line);
  }

  private void serve(ServerSocket app, String head) {
    while (!app.isClosed()) {
      try (Socket socket = app.accept()) {
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        if (in.readLine() == null) {
          continue; // a health check
        }
        OutputStream out = socket.getOutputStream();
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        for (String text = next(); !text.isEmpty(); text = next()) {
          out.write(text.getBytes(StandardCharsets.US_ASCII));
        }
      } catch (IOException e) {
        continue; // a health check that has left, or the end
      }
    }
  }

  private String next() {
    try {
      String text = next.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
      return text == null ? "" : text;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
