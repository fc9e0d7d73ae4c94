package io.slipway.stack;

import java.util.List;

/** Compose does not take the texts that were to be saved; nothing was written. */
final class FilesRefused extends RuntimeException {

  private final transient List<Bodies.Diagnostic> diagnostics;

  FilesRefused(List<Bodies.Diagnostic> diagnostics) {
    super(diagnostics.getFirst().message());
    this.diagnostics = List.copyOf(diagnostics);
  }

  List<Bodies.Diagnostic> diagnostics() {
    return diagnostics;
  }
}
