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

/** The socket at which the router takes this process's own requests to targets that stand by. */
final class PreviewSocket {

  private static final int MOST = 128 << 10;

  private final Path path;

  PreviewSocket(Path path) {
    this.path = path;
  }

  /**
   * Sends a request and returns what is answered, at most the first 128 KiB.
   *
   * @throws IOException when nobody listens, or the answer does not end in time
   */
  String exchange(String request, Duration limit) throws IOException {
    long end = System.nanoTime() + limit.toNanos();
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        Selector selector = Selector.open()) {
      channel.connect(UnixDomainSocketAddress.of(path));
      ByteBuffer bytes = ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ);
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      ByteBuffer buffer = ByteBuffer.allocate(8_192);
      while (answer.size() < MOST) {
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0 || selector.select(left) == 0) {
          throw new IOException("no whole answer in time");
        }
        selector.selectedKeys().clear();
        int count = channel.read(buffer.clear());
        if (count < 0) {
          break;
        }
        answer.write(buffer.array(), 0, count);
      }
      return answer.toString(StandardCharsets.UTF_8);
    }
  }
}
