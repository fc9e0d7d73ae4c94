package io.slipway.engine;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One connection with one request and its answer. Closing it, from any thread, ends a read that
 * waits.
 */
final class EngineConnection implements AutoCloseable {

  private static final int BUFFER = 8 << 10;

  private final SocketChannel channel;
  private final InputStream stream;
  private final AtomicBoolean closed = new AtomicBoolean();

  private EngineConnection(SocketChannel channel) {
    this.channel = channel;
    this.stream = new BufferedInputStream(Channels.newInputStream(channel), BUFFER);
  }

  /** Connects; throws {@link IOException} as the system gives it. */
  static EngineConnection open(DockerHost host) throws IOException {
    SocketAddress address = host.address();
    if (address instanceof InetSocketAddress inet) {
      return new EngineConnection(
          SocketChannel.open(new InetSocketAddress(inet.getHostString(), inet.getPort())));
    }
    return new EngineConnection(SocketChannel.open(address));
  }

  /** Sends a request; an empty body sends none. */
  void send(String method, String path, byte[] body) throws IOException {
    StringBuilder head = new StringBuilder();
    head.append(method).append(' ').append(path).append(" HTTP/1.1\r\n");
    head.append("Host: docker\r\nUser-Agent: slipway\r\nConnection: close\r\n");
    if (body.length > 0) {
      head.append("Content-Type: application/json\r\n");
    }
    head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
    byte[] start = head.toString().getBytes(StandardCharsets.UTF_8);
    ByteBuffer request = ByteBuffer.allocate(start.length + body.length);
    request.put(start).put(body).flip();
    while (request.hasRemaining()) {
      channel.write(request);
    }
  }

  HttpHead head() throws IOException {
    return HttpHead.read(stream);
  }

  InputStream stream() {
    return stream;
  }

  boolean closed() {
    return closed.get();
  }

  @Override
  public void close() {
    closed.set(true);
    try {
      channel.close();
    } catch (IOException e) {
      // It is of no use any more either way; the kernel has taken the descriptor back.
      return;
    }
  }
}
