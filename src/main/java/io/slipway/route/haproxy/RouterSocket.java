package io.slipway.route.haproxy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** Asks HAProxy over one of its command sockets: one line, one answer, one connection. */
final class RouterSocket {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final Path path;

  RouterSocket(Path path) {
    this.path = path;
  }

  /**
   * Sends a line (several commands separated by {@code ;} run without anything in between) and
   * returns all that is answered.
   *
   * @throws IOException when nobody listens or no answer ends within 10 s
   */
  String ask(String line) throws IOException {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(path));
      ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.shutdownOutput(); // the master answers one line and waits for more otherwise
      channel.configureBlocking(false);
      return readAll(channel);
    }
  }

  private String readAll(SocketChannel channel) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    ByteBuffer buffer = ByteBuffer.allocate(16_384);
    try (Selector selector = Selector.open()) {
      channel.register(selector, SelectionKey.OP_READ);
      while (true) {
        if (selector.select(LIMIT.toMillis()) == 0) {
          throw new IOException("No answer at " + path + " within " + LIMIT.toSeconds() + " s");
        }
        selector.selectedKeys().clear();
        int count = channel.read(buffer);
        if (count < 0) {
          return answer.toString(StandardCharsets.UTF_8);
        }
        answer.write(buffer.array(), 0, count);
        buffer.clear();
      }
    }
  }
}
