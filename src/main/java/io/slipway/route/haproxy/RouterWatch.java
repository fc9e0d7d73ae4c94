package io.slipway.route.haproxy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Notices at once when the router's process ends, by a connection to it that says nothing: no
 * polling. It also ends at each reload, which {@code revive} finds to be nothing.
 */
final class RouterWatch implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(RouterWatch.class.getName());

  private final Path socket;
  private final Revival revive;
  private volatile boolean closed;
  private volatile @Nullable SocketChannel channel;
  private @Nullable Thread thread;

  /**
   * Makes the router run again if it does not; waits as long as it sees fit between two tries.
   * Returns false, after {@link #rest}, when there is nothing to watch any more.
   */
  interface Revival {
    boolean run() throws InterruptedException;
  }

  RouterWatch(Path socket, Revival revive) {
    this.socket = socket;
    this.revive = revive;
  }

  /** Begins to watch unless it does so already. */
  synchronized void start() {
    if (thread == null && !closed) {
      thread = Thread.ofVirtual().name("router-watch").start(this::watch);
    }
  }

  /** Ends watching until the next {@link #start}; called by the revival only. */
  synchronized void rest() {
    thread = null;
  }

  private void watch() {
    try {
      do {
        awaitEnd();
      } while (!closed && revive.run());
    } catch (InterruptedException e) {
      LOG.log(Level.FINE, "Watching the router has ended", e);
    }
  }

  private void awaitEnd() {
    try (SocketChannel open = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel = open;
      open.connect(UnixDomainSocketAddress.of(socket));
      while (!closed && open.read(ByteBuffer.allocate(64)) >= 0) {
        // whatever the master says unasked means that it lives
      }
    } catch (IOException e) {
      LOG.log(Level.FINE, "The router's master is away", e);
    }
  }

  @Override
  public void close() {
    closed = true;
    Thread running;
    synchronized (this) {
      running = thread;
    }
    try (SocketChannel open = channel) {
      if (running != null) {
        running.interrupt();
        running.join(Duration.ofSeconds(5));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.log(Level.FINE, "Closing the watch", e);
    }
  }
}
