package io.slipway.deploy.strategy;

import io.slipway.engine.ContainerDetails;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Guesses what is to blame from how a container ended and what it wrote last. */
final class LikelyCause {

  private static final Pattern NAMED_AFTER =
      Pattern.compile(
          "(?i:missing|required|undefined|unset|undeclared|no such|KeyError|placeholder)"
              + "[^A-Z]{0,60}\\b([A-Z][A-Z0-9]*_[A-Z0-9_]+|[A-Z]{4,}URL)\\b");
  private static final Pattern NAMED_BEFORE =
      Pattern.compile(
          "\\b([A-Z][A-Z0-9]*_[A-Z0-9_]+|[A-Z]{4,}URL)\\b[^A-Z]{0,40}"
              + "(?i:not set|is missing|missing|is required|required|undefined|unset|not defined"
              + "|not found|must be|is empty)");
  private static final Pattern LISTENS =
      Pattern.compile("(?i)listen\\w*\\b[^0-9]{0,40}(?:[0-9.]{7,15}|\\[?::\\]?)?:?(\\d{2,5})\\b");

  private LikelyCause() {}

  /**
   * Returns a sentence, or null when nothing can be told.
   *
   * @param ports on which the container should listen
   */
  static @Nullable String of(ContainerDetails container, List<String> lines, List<Integer> ports) {
    String error = container.error() == null ? "" : container.error();
    String all = (String.join("\n", lines) + "\n" + error).toLowerCase(Locale.ROOT);
    if (container.oomKilled()) {
      return "It used more memory than it may have and was killed (exit code 137).";
    }
    if (all.contains("exec format error")) {
      return "Its image was built for another kind of processor than this machine's.";
    }
    if (error.contains("no such file or directory")
        || error.contains("executable file not found")) {
      return "The command it is to run is not in its image.";
    }
    String variable = variable(lines);
    if (variable != null) {
      return "The variable " + variable + " seems not to be set: look at .env and environment.";
    }
    if (all.contains("address already in use")) {
      return "Something else already listens on the port that it wants.";
    }
    if (all.contains("connection refused") || all.contains("econnrefused")) {
      return "It cannot reach a service that it needs: look at that service's address and state.";
    }
    if (all.contains("permission denied")) {
      return "It may not read or write a file: look at the user it runs as and its mounts.";
    }
    return ending(container, lines, ports);
  }

  private static @Nullable String ending(
      ContainerDetails container, List<String> lines, List<Integer> ports) {
    if (container.exitCode() == 137) {
      return "It was killed (exit code 137), mostly for want of memory.";
    }
    if (container.exitCode() == 127) {
      return "A command was not found in its image (exit code 127).";
    }
    for (String line : lines) {
      Matcher listens = LISTENS.matcher(line);
      if (!ports.isEmpty()
          && listens.find()
          && !ports.contains(Integer.valueOf(listens.group(1)))) {
        return "It listens on port "
            + listens.group(1)
            + ", but its route goes to port "
            + ports.getFirst()
            + ".";
      }
    }
    return null;
  }

  private static @Nullable String variable(List<String> lines) {
    for (Pattern pattern : List.of(NAMED_BEFORE, NAMED_AFTER)) {
      for (String line : lines) {
        Matcher matcher = pattern.matcher(line);
        if (matcher.find()) {
          return matcher.group(1);
        }
      }
    }
    return null;
  }
}
