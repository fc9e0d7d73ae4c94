package io.slipway.engine;

import io.slipway.kernel.Clock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;

/** Runs a command inside a container. */
final class ExecCalls {

  private static final int KEPT = 256 << 10;
  private static final Duration PAUSE = Duration.ofMillis(10);
  private static final int TRIES = 200;

  private final EngineHttp http;

  ExecCalls(EngineHttp http) {
    this.http = http;
  }

  ExecResult run(String container, List<String> command, Duration timeout)
      throws InterruptedException {
    byte[] wanted =
        EngineHttp.JSON.toJsonBytes(new CreateWire.Exec(List.copyOf(command), true, true));
    EnginePath create = EnginePath.of("/containers", container, "/exec");
    String id =
        http.call("POST", create, wanted, timeout.plusSeconds(10))
            .orThrow()
            .as(CreateWire.Created.class)
            .id();
    byte[] start = EngineHttp.JSON.toJsonBytes(new CreateWire.ExecStart(false, false));
    Kept out = new Kept();
    Kept err = new Kept();
    EngineHttp.Opened opened = http.open("POST", EnginePath.of("/exec", id, "/start"), start);
    try (EngineConnection connection = opened.connection();
        Deadline deadline = new Deadline(timeout, connection::close)) {
      try {
        Frames.read(opened.body(), (error, bytes) -> (error ? err : out).add(bytes));
      } catch (IOException e) {
        if (Thread.interrupted()) {
          throw new InterruptedException("The command in the container was given up");
        }
        if (!deadline.passed()) {
          throw EngineAway.because(http.host(), e);
        }
      }
      if (deadline.passed()) {
        return new ExecResult(-1, out.text(), err.text(), true);
      }
    }
    return new ExecResult(exitCode(id), out.text(), err.text(), false);
  }

  /** The output can end a moment before the engine has taken note of the process's end. */
  private int exitCode(String id) throws InterruptedException {
    EnginePath path = EnginePath.of("/exec", id, "/json");
    for (int i = 0; i < TRIES; i++) {
      CreateWire.ExecState state = http.call("GET", path).orThrow().as(CreateWire.ExecState.class);
      if (!state.running() && state.exitCode() != null) {
        return state.exitCode();
      }
      Clock.system().pause(PAUSE);
    }
    throw new CancellationException("The engine does not say how the command ended");
  }

  /** The last bytes of a stream. */
  private static final class Kept {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    void add(byte[] more) {
      bytes.writeBytes(more);
      if (bytes.size() > 2 * KEPT) {
        byte[] all = bytes.toByteArray();
        bytes.reset();
        bytes.write(all, all.length - KEPT, KEPT);
      }
    }

    String text() {
      byte[] all = bytes.toByteArray();
      int from = Math.max(0, all.length - KEPT);
      return new String(all, from, all.length - from, StandardCharsets.UTF_8);
    }
  }
}
