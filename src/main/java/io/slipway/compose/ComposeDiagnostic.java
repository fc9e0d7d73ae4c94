package io.slipway.compose;

import org.jspecify.annotations.Nullable;

/**
 * Something that compose says about the files.
 *
 * @param severity how bad it is
 * @param file name of the file, relative to the project's folder; null when it is not known
 * @param line from 1, or 0 when it is not known
 * @param column from 1, or 0 when it is not known
 * @param path keys to the place: {@code services.web.ports}; null when it is not known
 * @param message one sentence
 */
public record ComposeDiagnostic(
    Severity severity,
    @Nullable String file,
    int line,
    int column,
    @Nullable String path,
    String message) {

  /** How bad it is. */
  public enum Severity {
    ERROR,
    WARNING
  }
}
