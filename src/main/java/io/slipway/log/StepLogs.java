package io.slipway.log;

import io.slipway.compose.StackName;
import io.slipway.kernel.Clock;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The logs of all deployments' steps: {@code <folder>/<stack>/<number>/<step>.log}, one file each,
 * appended to only.
 */
public final class StepLogs implements AutoCloseable {

  /** The most lines that one read returns. */
  public static final int MOST_LINES = 10_000;

  /** How many bytes a step's log may have unless told otherwise: 100 MiB. */
  public static final long DEFAULT_LIMIT = 100L << 20;

  /** Keeps logs under {@code folder}, each cut at {@link #DEFAULT_LIMIT}. */
  public StepLogs(Path folder, Clock clock) {
    this(folder, clock, DEFAULT_LIMIT);
  }

  /** Keeps logs under {@code folder}, each cut at {@code limit} bytes. */
  public StepLogs(Path folder, Clock clock, long limit) {
    throw new UnsupportedOperationException();
  }

  /**
   * Opens a step's log for writing; goes on at its end when there is one already.
   *
   * @param step name of the step: {@code [a-z0-9][a-z0-9._-]*}
   * @param mask what hides secrets in a line: {@code masker::mask}
   */
  public LogWriter open(StackName stack, long number, String step, UnaryOperator<String> mask) {
    throw new UnsupportedOperationException();
  }

  /** Returns a reader of a step's log, or empty when there is none. */
  public Optional<LogReader> find(StackName stack, long number, String step) {
    throw new UnsupportedOperationException();
  }

  /** Returns the steps of a deployment that have a log, by the time of their first line. */
  public List<String> steps(StackName stack, long number) {
    throw new UnsupportedOperationException();
  }

  /** Removes the logs of a deployment. */
  public void delete(StackName stack, long number) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
