package io.slipway.engine;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Stands in the place of a unix socket and passes everything on, but each answer only after a
 * while. Who is connected already notices nothing.
 */
public final class SlowSocket implements AutoCloseable {

  private static final int BUFFER = 64 << 10;

  private final Path socket;
  private final Path behind;
  private final Duration delay;
  private final ServerSocketChannel server;

  SlowSocket(Path socket, Duration delay) throws IOException {
    this.socket = socket;
    this.behind = socket.resolveSibling(socket.getFileName() + ".behind");
    this.delay = delay;
    this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    Path own = socket.resolveSibling(socket.getFileName() + ".slow");
    server.bind(UnixDomainSocketAddress.of(own));
    Files.move(socket, behind);
    Files.move(own, socket);
    Thread.ofVirtual().name("slow-socket").start(this::accept);
  }

  private void accept() {
    try {
      while (true) {
        SocketChannel client = server.accept();
        SocketChannel engine = SocketChannel.open(UnixDomainSocketAddress.of(behind));
        AtomicBoolean asked = new AtomicBoolean();
        Thread.ofVirtual().start(() -> ask(client, engine, asked));
        Thread.ofVirtual().start(() -> answer(engine, client, asked));
      }
    } catch (IOException e) {
      return; // It has been closed.
    }
  }

  private void ask(SocketChannel client, SocketChannel engine, AtomicBoolean asked) {
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    try {
      while (client.read(buffer) >= 0) {
        asked.set(true);
        pass(buffer, engine);
      }
      engine.shutdownOutput();
    } catch (IOException e) {
      close(client, engine);
    }
  }

  private void answer(SocketChannel engine, SocketChannel client, AtomicBoolean asked) {
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    try {
      while (engine.read(buffer) >= 0) {
        if (asked.getAndSet(false)) {
          Thread.sleep(delay);
        }
        pass(buffer, client);
      }
      client.shutdownOutput();
    } catch (IOException e) {
      close(client, engine);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void pass(ByteBuffer buffer, SocketChannel to) throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      to.write(buffer);
    }
    buffer.clear();
  }

  private static void close(SocketChannel... both) {
    for (SocketChannel channel : both) {
      try {
        channel.close();
      } catch (IOException e) {
        continue; // The kernel has taken it back either way.
      }
    }
  }

  /** Puts the engine's own socket back; connections that are open go on. */
  @Override
  public void close() throws IOException {
    Files.move(behind, socket, StandardCopyOption.REPLACE_EXISTING);
    server.close();
  }
}
