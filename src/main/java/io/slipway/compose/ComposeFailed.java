package io.slipway.compose;

import io.slipway.kernel.Command;

/** A {@code docker compose} command ended with an error. */
public final class ComposeFailed extends RuntimeException {

  private final String verb;
  private final Command.Result result;

  /** Tells how {@code docker compose verb} ended. */
  public ComposeFailed(String project, String verb, Command.Result result) {
    super(
        "docker compose %s of %s %s: %s"
            .formatted(
                verb,
                project,
                result.timedOut() ? "took too long" : "ended with code " + result.exitCode(),
                result.lastLine()));
    this.verb = verb;
    this.result = result;
  }

  /** Returns the sub-command: {@code up}. */
  public String verb() {
    return verb;
  }

  /** Returns how it ended and what it wrote. */
  public Command.Result result() {
    return result;
  }
}
