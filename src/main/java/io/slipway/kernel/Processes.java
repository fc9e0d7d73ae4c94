package io.slipway.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Runs child processes, each in a process group of its own, and sees to it that none outlives its
 * use: not its time limit, not a cancel, and not the death of this controller.
 *
 * <p>Each running group is noted as a file under the run folder; {@link #endOrphans} kills what a
 * controller that died left behind.
 */
public final class Processes {

  private final RunningGroups groups;

  /** Makes a runner that notes running process groups under {@code runFolder}. */
  public Processes(Path runFolder) {
    this.groups = new RunningGroups(runFolder);
  }

  /** Kills every process group that an earlier controller noted and did not see end. */
  public void endOrphans() {
    groups.endAll();
  }

  /**
   * Runs to the end and returns how it ended; an exit code other than 0 is a result, not an error.
   *
   * @throws InterruptedException when interrupted; the process group has been killed then
   * @throws UncheckedIOException when the program cannot be started
   */
  public Command.Result run(Command command) throws InterruptedException {
    try (RunningCommand running = start(command)) {
      return running.await();
    }
  }

  /**
   * Starts and returns at once.
   *
   * @throws UncheckedIOException when the program cannot be started
   */
  public RunningCommand start(Command command) {
    ProcessBuilder builder = new ProcessBuilder();
    builder.command().add("setsid"); // own session, so that the whole group can be ended at once
    builder.command().addAll(command.arguments());
    if (command.directory() != null) {
      builder.directory(command.directory().toFile());
    }
    var environment = builder.environment();
    environment.keySet().retainAll(java.util.Set.of("PATH", "HOME", "LANG"));
    environment.putAll(command.environment());
    try {
      return new RunningCommand(command, builder.start(), groups);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot start " + command.arguments().getFirst(), e);
    }
  }

  /** Kills the process group led by {@code pid} and waits briefly for the signal to be sent. */
  static void killGroup(long pid) {
    try {
      Process kill =
          new ProcessBuilder("kill", "-KILL", "--", "-" + pid)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      kill.waitFor(5, TimeUnit.SECONDS);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot run kill", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for a latch without being distracted: used where a thread must not leave early. */
  static void awaitQuietly(CountDownLatch latch, long seconds) {
    try {
      boolean _ = latch.await(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
