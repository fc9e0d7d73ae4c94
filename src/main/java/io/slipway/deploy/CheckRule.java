package io.slipway.deploy;

import io.avaje.jsonb.Json;
import io.slipway.kernel.Problem;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Something that must hold for a release. Refused when saved, not ignored when run.
 *
 * @param name as shown; unique in a stack
 * @param kind {@code http}, {@code tcp}, {@code exec}, {@code containers}, {@value #ERROR_RATE} or
 *     {@value #P95}
 * @param service whose containers are asked
 * @param port container port of {@code http} and {@code tcp}
 * @param path of {@code http}, beginning with {@code /}
 * @param status expected of {@code http}; null: 200 to 399
 * @param bodyMatch a regular expression that the first 64 KiB of the answer must contain
 * @param command of {@code exec}; exit code 0 passes
 * @param intervalMs between two tries, 100..600000
 * @param timeoutMs of one try, 100..600000
 * @param successes how many in a row are needed, 1..100
 * @param failures how many in a row are too many, 1..100
 * @param maxPercent of {@value #ERROR_RATE}: errors that are allowed, 0..100
 * @param minSamples of what counts requests: with fewer answers nothing is said, 1..100000
 * @param maxMs of {@value #P95}: how long 95 of 100 answers may take, 1..600000
 */
@Json
public record CheckRule(
    String name,
    String kind,
    String service,
    @Nullable Integer port,
    @Nullable String path,
    @Nullable Integer status,
    @Nullable String bodyMatch,
    @Nullable List<String> command,
    int intervalMs,
    int timeoutMs,
    int successes,
    int failures,
    @Nullable Double maxPercent,
    @Nullable Integer minSamples,
    @Nullable Integer maxMs) {

  /** The kind that counts at the router how many of a version's answers are errors. */
  public static final String ERROR_RATE = "router.errorRate";

  /** The kind that measures at the router how long a version takes to answer. */
  public static final String P95 = "router.p95";

  private static final String CONTAINERS = "containers";
  private static final double MAX_PERCENT = 2;
  private static final int MIN_SAMPLES = 20;
  private static final Set<String> KINDS =
      Set.of("http", "tcp", "exec", CONTAINERS, ERROR_RATE, P95);

  public CheckRule {
    if (name == null || name.isBlank() || name.length() > 100) {
      throw refused("check-name", "A check needs a name of at most 100 characters.", "name");
    }
    if (!KINDS.contains(kind)) {
      throw refused(
          "check-kind-unknown",
          "Check “"
              + name
              + "” is of unknown kind “"
              + kind
              + "”; there are http, tcp, exec, containers, "
              + ERROR_RATE
              + " and "
              + P95
              + ".",
          "kind");
    }
    boolean ported = kind.equals("http") || kind.equals("tcp");
    if (ported && (port == null || port < 1 || port > 65_535)) {
      throw refused("check-port", "Check “" + name + "” needs a port between 1 and 65535.", "port");
    }
    if (kind.equals("exec") && (command == null || command.isEmpty())) {
      throw refused("check-command", "Check “" + name + "” needs a command.", "command");
    }
    if (kind.equals("http")) {
      path = path == null || path.isBlank() ? "/" : path;
      if (!path.startsWith("/") || path.chars().anyMatch(c -> c <= ' ' || c > '~')) {
        throw refused(
            "check-path",
            "The path of check “" + name + "” must begin with / and have no spaces.",
            "path");
      }
    }
    checkPattern(name, bodyMatch);
    within(name, "intervalMs", intervalMs, 100, 600_000);
    within(name, "timeoutMs", timeoutMs, 100, 600_000);
    within(name, "successes", successes, 1, 100);
    within(name, "failures", failures, 1, 100);
    if (kind.equals(ERROR_RATE)) {
      maxPercent = maxPercent == null ? MAX_PERCENT : maxPercent;
      if (!(maxPercent >= 0 && maxPercent <= 100)) {
        throw refused(
            "out-of-range",
            "maxPercent of check “" + name + "” must be between 0 and 100.",
            "maxPercent");
      }
    }
    if (kind.equals(P95)) {
      if (maxMs == null) {
        throw refused(
            "check-max-ms",
            "Check “" + name + "” needs maxMs: how many milliseconds 95 of 100 answers may take.",
            "maxMs");
      }
      within(name, "maxMs", maxMs, 1, 600_000);
    }
    if (counts(kind)) {
      minSamples = minSamples == null ? MIN_SAMPLES : minSamples;
      within(name, "minSamples", minSamples, 1, 100_000);
    }
    command = command == null ? null : List.copyOf(command);
  }

  /** Makes one that has no limits of a count, or the usual ones. */
  public CheckRule(
      String name,
      String kind,
      String service,
      @Nullable Integer port,
      @Nullable String path,
      @Nullable Integer status,
      @Nullable String bodyMatch,
      @Nullable List<String> command,
      int intervalMs,
      int timeoutMs,
      int successes,
      int failures) {
    this(
        name,
        kind,
        service,
        port,
        path,
        status,
        bodyMatch,
        command,
        intervalMs,
        timeoutMs,
        successes,
        failures,
        null,
        null,
        null);
  }

  /** Returns the same that has to pass only once. */
  public CheckRule once() {
    return new CheckRule(
        name,
        kind,
        service,
        port,
        path,
        status,
        bodyMatch,
        command,
        intervalMs,
        timeoutMs,
        1,
        failures,
        maxPercent,
        minSamples,
        maxMs);
  }

  /** Returns what a canary is judged by if its stack does not say. */
  public static CheckRule errorRate(String service) {
    return new CheckRule(
        "errors of " + service,
        ERROR_RATE,
        service,
        null,
        null,
        null,
        null,
        null,
        1_000,
        1_000,
        1,
        2);
  }

  /** Returns what a service is watched by if its stack does not say. */
  public static CheckRule containers(String service) {
    return new CheckRule(
        "containers of " + service,
        CONTAINERS,
        service,
        null,
        null,
        null,
        null,
        null,
        1_000,
        1_000,
        1,
        2);
  }

  /** Returns whether it looks at how containers are, of which the engine tells by itself. */
  public boolean ofContainers() {
    return kind.equals(CONTAINERS);
  }

  /** Returns whether it counts requests instead of asking containers. */
  public boolean counts() {
    return counts(kind);
  }

  private static boolean counts(String kind) {
    return kind.equals(ERROR_RATE) || kind.equals(P95);
  }

  private static void checkPattern(String name, @Nullable String pattern) {
    if (pattern == null) {
      return;
    }
    try {
      Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      throw refused(
          "check-pattern",
          "The body pattern of check “"
              + name
              + "” is no regular expression: "
              + e.getDescription(),
          "bodyMatch");
    }
  }

  private static void within(String name, String field, int value, int least, int most) {
    if (value < least || value > most) {
      throw refused(
          "out-of-range",
          field + " of check “" + name + "” must be between " + least + " and " + most + ".",
          field);
    }
  }

  private static Problem.Invalid refused(String code, String message, String field) {
    return new Problem.Invalid(code, message, field, null);
  }
}
