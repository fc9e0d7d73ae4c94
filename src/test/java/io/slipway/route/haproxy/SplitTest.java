package io.slipway.route.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.slipway.route.RouteState.Split;
import io.slipway.route.Target;
import io.slipway.route.TargetId;
import io.slipway.route.TargetStats;
import io.slipway.route.Weights;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How two versions share requests and users, through a real HAProxy. */
class SplitTest extends RealRouter {

  private final List<TargetId> older = new ArrayList<>();
  private TargetId newer;

  @BeforeEach
  void twoVersions() throws Exception {
    router.publish(SHOP, List.of(route()));
    older.add(admit("old-1", app("old")));
    older.add(admit("old-2", app("old")));
    newer = router.addTarget(web, new Target("new-1", app("new").address(), 2, "green"));
    assertThat(router.awaitHealthy(List.of(newer), LIMIT)).isTrue();
  }

  @Test
  void givesTheNewVersionItsShareOfTheRequestsAndNoMore() throws Exception {
    split(25, false);
    assertThat(shareOf(20_000)).isCloseTo(25, within(0.2));
    split(5, false);
    assertThat(shareOf(1_000)).isCloseTo(5, within(0.2));
    split(50, false);
    try (Client inARhythm = new Client(port)) {
      Map<String, Integer> first = new HashMap<>();
      for (int i = 0; i < 400; i++) {
        String version = inARhythm.ask("").version();
        if (i % 4 == 0) {
          first.merge(version, 1, Integer::sum);
        }
      }
      assertThat(first.get("new")).as("of 100 first of four").isBetween(40, 60);
    }
  }

  @Test
  void movesUsersForwardOnly() throws Exception {
    split(25, true);
    try (Client client = new Client(port)) {
      List<String> users =
          IntStream.range(0, 100).mapToObj(_ -> client.ask("").cookie().orElseThrow()).toList();
      assertThat(users).doesNotHaveDuplicates();
      List<String> first = users.stream().filter(user -> seesNew(client, user)).toList();
      assertThat(first).hasSizeBetween(23, 27);
      split(50, true);
      List<String> second = users.stream().filter(user -> seesNew(client, user)).toList();
      assertThat(second).hasSizeBetween(47, 53).containsAll(first);
      router.shift(older, List.of(newer));
      assertThat(users).as("taken back").noneMatch(user -> seesNew(client, user));
      assertThat(client.ask("").cookie()).as("nothing to be remembered").isEmpty();
    }
  }

  /** Asks three times: a user sees one version. */
  private static boolean seesNew(Client client, String user) {
    List<String> seen =
        IntStream.range(0, 3).mapToObj(_ -> client.ask(user).version()).distinct().toList();
    assertThat(seen).hasSize(1);
    return seen.getFirst().equals("new");
  }

  private void split(int percent, boolean sticky) {
    Weights weights = Weights.split(percent, 1, older.size());
    Map<TargetId, Integer> all = new HashMap<>();
    older.forEach(target -> all.put(target, weights.older()));
    all.put(newer, weights.newer());
    router.split(all, new Split(percent, "green", sticky));
  }

  /**
   * Sends requests from several clients at once and returns what the new version got, in percent.
   */
  private double shareOf(int requests) throws Exception {
    long before = count(true);
    long all = before + count(false);
    List<Thread> clients =
        IntStream.range(0, 8)
            .mapToObj(_ -> Thread.ofVirtual().start(() -> send(requests / 8)))
            .toList();
    for (Thread client : clients) {
      client.join();
    }
    long got = count(true) - before;
    assertThat(count(true) + count(false) - all).isEqualTo(requests);
    return 100.0 * got / requests;
  }

  private void send(int requests) {
    try (Client client = new Client(port)) {
      for (int i = 0; i < requests; i++) {
        client.ask("");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long count(boolean news) {
    return router.stats(SHOP).stream()
        .filter(stats -> stats.target().equals(newer) == news)
        .mapToLong(TargetStats::requests)
        .sum();
  }

  /** One connection that is kept, as a browser does. */
  private static final class Client implements AutoCloseable {

    private final Socket socket;
    private final BufferedReader in;

    Client(int port) throws IOException {
      socket = new Socket("127.0.0.1", port);
      in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    }

    /** What came back. */
    record Answer(String version, Optional<String> cookie) {}

    Answer ask(String cookie) {
      try {
        String carried = cookie.isEmpty() ? "" : "Cookie: " + cookie + "\r\n";
        socket
            .getOutputStream()
            .write(
                ("GET / HTTP/1.1\r\nHost: shop\r\n" + carried + "\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
        Optional<String> given = Optional.empty();
        int length = 0;
        String line = in.readLine();
        while (!line.isEmpty()) {
          String lower = line.toLowerCase(Locale.ROOT);
          if (lower.startsWith("content-length:")) {
            length = Integer.parseInt(line.substring(15).strip());
          } else if (lower.startsWith("set-cookie:")) {
            given = Optional.of(line.substring(11).strip().split(";", 2)[0]);
          }
          line = in.readLine();
        }
        char[] body = new char[length];
        for (int read = 0; read < length; ) {
          read += in.read(body, read, length - read);
        }
        return new Answer(new String(body), given);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
