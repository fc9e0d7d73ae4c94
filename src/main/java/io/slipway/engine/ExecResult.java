package io.slipway.engine;

/**
 * How a command inside a container ended.
 *
 * @param exitCode its exit code; -1 when it was given up
 * @param out the last 256 Ki characters of its standard output
 * @param err the last 256 Ki characters of its standard error
 * @param timedOut whether it was given up for its time limit; the process may still run
 */
public record ExecResult(int exitCode, String out, String err, boolean timedOut) {

  /** Returns whether it ended by itself with exit code 0. */
  public boolean ok() {
    return exitCode == 0 && !timedOut;
  }
}
