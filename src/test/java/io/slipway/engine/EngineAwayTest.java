package io.slipway.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.slipway.kernel.Clock;
import io.slipway.kernel.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No engine is needed: a socket file plays one that comes and goes. */
class EngineAwayTest {

  @TempDir Path folder;

  @Test
  void saysThatTheSocketIsMissing() {
    Engine engine = new Engine(new DockerHost("unix://" + folder.resolve("none.sock")));
    assertThatThrownBy(engine::info)
        .isInstanceOfSatisfying(
            Problem.Unavailable.class,
            problem -> {
              assertThat(problem.code()).isEqualTo("engine-away");
              assertThat(problem.message()).contains("the socket is missing");
              assertThat(problem.hint()).contains("Start Docker");
            });
  }

  @Test
  void saysThatNobodyListens() throws IOException {
    Path socket = folder.resolve("dead.sock");
    listen(socket).close();
    Engine engine = new Engine(new DockerHost("unix://" + socket));
    assertThatThrownBy(engine::containers)
        .isInstanceOf(Problem.Unavailable.class)
        .hasMessageContaining("refuses the connection");
  }

  @Test
  void saysThatAnAnswerBrokeOff() throws IOException {
    Path socket = folder.resolve("broken.sock");
    try (ServerSocketChannel server = listen(socket)) {
      answerEach(server, "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{");
      Engine engine = new Engine(new DockerHost("unix://" + socket));
      assertThatThrownBy(engine::info)
          .isInstanceOf(Problem.Unavailable.class)
          .hasMessageContaining("does not answer");
    }
  }

  @Test
  void refusesAddressesThatAreNone() {
    for (String url : new String[] {"", "http://x", "unix://relative", "tcp://", "ssh://h", "//"}) {
      assertThatThrownBy(() -> new DockerHost(url)).isInstanceOf(Problem.Invalid.class);
    }
    assertThat(DockerHost.of(null).url()).isEqualTo(DockerHost.DEFAULT_URL);
    assertThat(DockerHost.of("tcp://127.0.0.1").local()).isFalse();
  }

  @Test
  void watchTellsOnceThatItIsAwayAndComesBackByItself() throws IOException {
    Path socket = folder.resolve("engine.sock");
    Queue<String> told = new ConcurrentLinkedQueue<>();
    Engine engine = new Engine(new DockerHost("unix://" + socket));
    try (EngineWatch watch = new EngineWatch(engine, Clock.system())) {
      watch.listen(
          new EngineListener() {
            @Override
            public void up() {
              told.add("up");
            }

            @Override
            public void event(EngineEvent event) {
              told.add(event.action());
            }

            @Override
            public void down(Problem problem) {
              told.add("down");
            }
          });
      watch.start();
      await().until(() -> told.contains("down"));
      try (ServerSocketChannel server = listen(socket)) {
        answerEach(
            server,
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                + chunk("{\"ApiVersion\":\"1.41\",\"Type\":\"container\",")
                + chunk("\"Action\":\"start\",\"Actor\":{\"ID\":\"a\"},\"timeNano\":1}\n")
                + "0\r\n\r\n");
        await().until(() -> told.contains("start"));
      }
      assertThat(told).startsWith("down", "up", "start", "down");
    }
  }

  private static String chunk(String text) {
    return Integer.toHexString(text.length()) + ";x=y\r\n" + text + "\r\n";
  }

  private static ServerSocketChannel listen(Path socket) throws IOException {
    Files.deleteIfExists(socket);
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    return server.bind(UnixDomainSocketAddress.of(socket));
  }

  /** Answers every request with the same until the server is closed. */
  private static void answerEach(ServerSocketChannel server, String answer) {
    Thread.ofVirtual()
        .name("fake-engine")
        .start(() -> {
          try {
            while (true) {
              try (SocketChannel client = server.accept()) {
                InputStream request = Channels.newInputStream(client);
                while (!HttpHead.line(request).isEmpty()) {}
                client.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8)));
              }
            }
          } catch (IOException e) {
            // The test has closed the server.
          }
        });
  }
}
