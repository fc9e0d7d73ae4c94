package io.slipway.compose;

import io.slipway.compose.ComposeDiagnostic.Severity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes what compose writes on standard error apart. Compose gives a path most often and a line
 * almost never; {@link ComposePlaces} finds the line.
 */
final class ComposeErrors {

  private static final Pattern WARNING =
      Pattern.compile("time=\"[^\"]*\" level=(warning|error) msg=\"((?:[^\"\\\\]|\\\\.)*)\".*");
  private static final Pattern VALIDATING = Pattern.compile("(?:validating )?(/\\S+?): (.*)");
  private static final Pattern PATH =
      Pattern.compile(
          "(?:error while interpolating |invalid interpolation format for )?"
              + "((?:services|networks|volumes|configs|secrets|include|name)\\b[^\\s:]*?)"
              + "[:.]? (.*)",
          Pattern.DOTALL);
  private static final Pattern DECODING = Pattern.compile("error decoding '([^']+)': (.*)");
  private static final Pattern SERVICE = Pattern.compile("service \"([^\"]+)\" (.*)");
  private static final Pattern UNDEFINED =
      Pattern.compile(".*undefined (network|volume|config|secret)\\b.*");
  private static final Pattern CYCLE = Pattern.compile("dependency cycle detected: (\\S+) .*");
  private static final Pattern EXTRA = Pattern.compile("Additional property (\\S+) is not.*");
  private static final Pattern LINE = Pattern.compile("(?:yaml: )?line ([0-9]+): (.*)");
  private static final Pattern FAILED_READ = Pattern.compile("failed to read (/.+?): (.*)");

  private final ComposePlaces places;

  ComposeErrors(ComposePlaces places) {
    this.places = places;
  }

  /** Returns what the text says, errors first. */
  List<ComposeDiagnostic> read(String text, boolean failed) {
    List<ComposeDiagnostic> warnings = new ArrayList<>();
    List<String> rest = new ArrayList<>();
    for (String line : text.lines().toList()) {
      Matcher matcher = WARNING.matcher(line);
      if (matcher.matches()) {
        String message = matcher.group(2).replace("\\\"", "\"").replace("\\n", " ");
        warnings.add(one(Severity.WARNING, message));
      } else if (!line.isBlank()) {
        rest.add(line.strip());
      }
    }
    if (!failed) {
      return warnings;
    }
    List<ComposeDiagnostic> all = new ArrayList<>();
    all.add(one(Severity.ERROR, rest.isEmpty() ? "Compose gives no reason." : joined(rest)));
    all.addAll(warnings);
    return all;
  }

  /** The words before a list of errors say nothing of their own. */
  private static String joined(List<String> lines) {
    List<String> kept =
        lines.stream()
            .filter(line -> !line.startsWith("decoding failed due to"))
            .filter(line -> !line.equals("yaml: unmarshal errors:"))
            .toList();
    return String.join(" ", kept.isEmpty() ? lines : kept);
  }

  private ComposeDiagnostic one(Severity severity, String text) {
    String message = text.replace(": invalid compose project", "");
    @Nullable Path file = null;
    Matcher validating = VALIDATING.matcher(message);
    Matcher unread = FAILED_READ.matcher(message);
    if (unread.matches()) {
      file = Path.of(unread.group(1));
      message = unread.group(2);
    } else if (validating.matches()) {
      file = Path.of(validating.group(1));
      message = validating.group(2);
    }
    Matcher line = LINE.matcher(message);
    if (line.matches()) {
      return places.line(severity, file, Integer.parseInt(line.group(1)), line.group(2));
    }
    if (message.startsWith("yaml: ")) {
      return places.line(severity, file, 0, message.substring("yaml: ".length()));
    }
    return places.path(severity, file, path(message), message);
  }

  private static @Nullable String path(String message) {
    Matcher path = PATH.matcher(message);
    if (path.matches()) {
      Matcher extra = EXTRA.matcher(path.group(2));
      return extra.matches() ? path.group(1) + "." + extra.group(1) : path.group(1);
    }
    Matcher decoding = DECODING.matcher(message);
    if (decoding.matches()) {
      return decoding.group(1).replace('[', '.').replace("]", "");
    }
    Matcher service = SERVICE.matcher(message);
    if (service.matches()) {
      return "services." + service.group(1) + "." + part(service.group(2));
    }
    Matcher cycle = CYCLE.matcher(message);
    return cycle.matches() ? "services." + cycle.group(1) + ".depends_on" : null;
  }

  private static String part(String rest) {
    Matcher undefined = UNDEFINED.matcher(rest);
    if (undefined.matches()) {
      return undefined.group(1) + "s";
    }
    return rest.startsWith("depends on") ? "depends_on" : "";
  }
}
