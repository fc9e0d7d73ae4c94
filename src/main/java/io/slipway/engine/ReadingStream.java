package io.slipway.engine;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A stream of the engine with the virtual thread that reads it. */
final class ReadingStream implements EngineStream {

  private static final Logger LOG = Logger.getLogger(ReadingStream.class.getName());

  private final EngineConnection connection;
  private final CountDownLatch ended = new CountDownLatch(1);

  private ReadingStream(EngineConnection connection) {
    this.connection = connection;
  }

  /** Reads a body up to its end. */
  interface Reader {
    void read(InputStream body) throws IOException;
  }

  static ReadingStream start(String name, EngineHttp.Opened opened, Reader reader) {
    ReadingStream stream = new ReadingStream(opened.connection());
    Thread.ofVirtual().name(name).start(() -> stream.read(name, opened.body(), reader));
    return stream;
  }

  private void read(String name, InputStream body, Reader reader) {
    try {
      reader.read(body);
    } catch (IOException e) {
      if (!connection.closed()) {
        LOG.log(Level.FINE, "The stream " + name + " broke off", e);
      }
    } finally {
      connection.close();
      ended.countDown();
    }
  }

  @Override
  public void await() throws InterruptedException {
    ended.await();
  }

  @Override
  public boolean open() {
    return ended.getCount() > 0;
  }

  @Override
  public void close() {
    connection.close();
  }
}
