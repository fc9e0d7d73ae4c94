package io.slipway.compose;

import io.slipway.kernel.Problem;
import java.util.List;

/** Compose does not take the files. */
public final class ComposeInvalid extends RuntimeException {

  private final List<ComposeDiagnostic> diagnostics;

  /** Tells of at least one error. */
  public ComposeInvalid(List<ComposeDiagnostic> diagnostics) {
    super(diagnostics.getFirst().message());
    this.diagnostics = List.copyOf(diagnostics);
  }

  /** Returns what is wrong and where, the first cause first. */
  public List<ComposeDiagnostic> diagnostics() {
    return diagnostics;
  }

  /** Returns the same as something that a user can act on. */
  public Problem.Invalid problem() {
    ComposeDiagnostic first = diagnostics.getFirst();
    String where = first.file() == null ? "" : " (" + first.file() + ":" + first.line() + ")";
    return new Problem.Invalid(
        "compose-invalid",
        "Compose does not take the files: " + first.message() + where,
        null,
        "Correct the compose file and try again.");
  }
}
