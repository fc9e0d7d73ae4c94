package io.slipway.kernel;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A child process under way. Closing it kills its whole group if it still runs.
 *
 * <p>Each stream is read by a virtual thread, so that a process that writes much on one never waits
 * for the other.
 */
public final class RunningCommand implements AutoCloseable {

  private final Command command;
  private final Process process;
  private final RunningGroups groups;
  private final Path note;
  private final CountDownLatch streamsRead = new CountDownLatch(2);
  private final Tail out;
  private final Tail err;

  RunningCommand(Command command, Process process, RunningGroups groups) {
    this.command = command;
    this.process = process;
    this.groups = groups;
    this.note = note(process, groups);
    this.out = new Tail(command.maxCapture());
    this.err = new Tail(command.maxCapture());
    String name = command.arguments().getFirst() + "-" + process.pid();
    Thread.ofVirtual().name(name + "-out").start(() -> read(process.getInputStream(), out, false));
    Thread.ofVirtual().name(name + "-err").start(() -> read(process.getErrorStream(), err, true));
    feed();
  }

  /** Nothing runs that the next controller could not end. */
  private static Path note(Process process, RunningGroups groups) {
    try {
      return groups.note(process.pid());
    } catch (UncheckedIOException e) {
      Processes.killGroup(process.pid());
      throw e;
    }
  }

  /** Returns the process id, which is also the id of its group. */
  public long pid() {
    return process.pid();
  }

  /**
   * Waits for the end or the time limit.
   *
   * @throws InterruptedException when interrupted; close() then kills the group
   */
  public Command.Result await() throws InterruptedException {
    boolean ended = process.waitFor(command.timeout().toMillis(), TimeUnit.MILLISECONDS);
    if (!ended) {
      kill();
      process.waitFor();
    }
    // A grandchild that keeps the pipe open must not hold us: 5 s for the rest of the output.
    boolean _ = streamsRead.await(5, TimeUnit.SECONDS);
    return new Command.Result(process.exitValue(), out.text(), err.text(), !ended);
  }

  /** Kills the whole process group at once. */
  public void kill() {
    Processes.killGroup(process.pid());
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      kill();
      Processes.awaitQuietly(streamsRead, 5);
    }
    groups.forget(note);
  }

  private void feed() {
    byte[] input = command.input();
    if (input.length == 0) {
      closeQuietly(process.getOutputStream());
      return;
    }
    Thread.ofVirtual()
        .name(command.arguments().getFirst() + "-in")
        .start(() -> {
          try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input);
          } catch (IOException e) {
            // The process ended without reading all of it; its exit code says how that went.
            err.add("(did not read its input: " + e.getMessage() + ")", true);
          }
        });
  }

  private void read(InputStream stream, Tail tail, boolean error) {
    Consumer<Command.OutputLine> consumer = command.output();
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      OutputReader.Parts parts =
          (text, whole) -> {
            tail.add(text, whole);
            if (consumer != null) {
              consumer.accept(new Command.OutputLine(error, text, whole));
            }
          };
      new OutputReader(reader, parts).read();
    } catch (IOException e) {
      tail.add("(output ended: " + e.getMessage() + ")", true);
    } finally {
      streamsRead.countDown();
    }
  }

  private static void closeQuietly(OutputStream stream) {
    try {
      stream.close();
    } catch (IOException e) {
      // Already closed by the process: nothing was to be written.
      return;
    }
  }

  /** The last characters of a stream, whole lines. */
  private static final class Tail {
    private final int limit;
    private final StringBuilder text = new StringBuilder();

    Tail(int limit) {
      this.limit = limit;
    }

    synchronized void add(String line, boolean whole) {
      text.append(line);
      if (whole) {
        text.append('\n');
      }
      if (text.length() > 2L * limit) {
        text.delete(0, text.length() - limit);
      }
    }

    synchronized String text() {
      return text.substring(Math.max(0, text.length() - limit));
    }
  }
}
