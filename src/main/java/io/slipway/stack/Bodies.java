package io.slipway.stack;

import io.avaje.jsonb.Json;
import io.slipway.compose.ComposeDiagnostic.Severity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the routes of stacks take and give, as {@code openapi.yaml} has it. */
final class Bodies {

  private Bodies() {}

  @Json
  record NewStack(@Nullable String name, @Nullable String compose, @Nullable String env) {}

  @Json
  record ActionRequest(@Nullable String action, @Nullable String service) {}

  @Json
  record RunCommands(@Nullable String commands) {}

  @Json
  record StackFilesChange(
      @Nullable String compose,
      @Nullable String env,
      @Nullable List<FileText> more,
      @Nullable String hash) {}

  @Json
  record TextsToCheck(
      @Nullable String compose, @Nullable String env, @Nullable List<FileText> more) {}

  @Json
  record FileText(@Nullable String name, @Nullable String text) {}

  /**
   * Something that compose says about the texts; {@code file} is {@code compose}, {@code env}, or
   * the name of one of the others.
   */
  @Json
  record Diagnostic(
      @Nullable String file,
      @Nullable Integer line,
      @Nullable Integer column,
      String message,
      Severity severity) {}

  /** A problem with what is wrong in the files. */
  @Json
  record RefusedFiles(
      String type,
      String title,
      int status,
      String detail,
      String code,
      String hint,
      String requestId,
      List<Diagnostic> diagnostics) {}

  @Json
  record ContainerLogLine(
      String service, String container, Instant at, boolean error, String text) {}
}
