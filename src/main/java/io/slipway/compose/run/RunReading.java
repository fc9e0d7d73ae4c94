package io.slipway.compose.run;

import io.slipway.compose.run.RunCommand.Option;
import io.slipway.kernel.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the words of one command into a {@link RunCommand}. */
final class RunReading {

  private static final Set<String> ENGINES = Set.of("docker", "podman", "nerdctl");

  /** Flags of {@code docker} itself that are followed by a value. */
  private static final Set<String> ENGINE_VALUES =
      Set.of("-c", "--context", "-H", "--host", "--config", "-l", "--log-level");

  /** Flags of {@code sudo} that are followed by a value. */
  private static final Set<String> SUDO_VALUES = Set.of("-u", "-g", "--user", "--group");

  private final List<String> words;
  private final Notes notes;
  private final List<Option> options = new ArrayList<>();
  private int at;

  private RunReading(List<String> words, Notes notes) {
    this.words = words;
    this.notes = notes;
  }

  /**
   * Returns the words from the engine's verb on ({@code run}, {@code network create}…); empty when
   * the command is not one of Docker's or its like.
   */
  static List<String> verb(List<String> words, Notes notes) {
    int at = 0;
    while (at < words.size() && (words.get(at).equals("$$") || words.get(at).equals("%"))) {
      at++; // the prompt of a shell
    }
    while (at < words.size() && words.get(at).matches("[A-Za-z_][A-Za-z0-9_]*=.*")) {
      notes.add(words.get(at++), "A variable of the shell is not taken over: set it in .env.");
    }
    if (at < words.size() && words.get(at).equals("sudo")) {
      at = afterFlags(words, at + 1, SUDO_VALUES);
    }
    if (at >= words.size() || !ENGINES.contains(words.get(at).replaceAll("^.*/|\\.exe$", ""))) {
      return List.of();
    }
    int verb = afterFlags(words, at + 1, ENGINE_VALUES);
    for (String flag : words.subList(at + 1, verb)) {
      if (flag.startsWith("-")) {
        notes.add(flag, "Which engine is meant is not said in a compose file.");
      }
    }
    boolean container = verb < words.size() && words.get(verb).equals("container");
    return words.subList(container ? verb + 1 : verb, words.size());
  }

  private static int afterFlags(List<String> words, int from, Set<String> withValue) {
    int at = from;
    while (at < words.size() && words.get(at).startsWith("-")) {
      at += withValue.contains(words.get(at)) ? 2 : 1;
    }
    return Math.min(at, words.size());
  }

  /**
   * Reads what comes after {@code run}.
   *
   * @throws Problem.Invalid when there is no image, or a flag lacks its value
   */
  static RunCommand read(List<String> words, Notes notes) {
    RunReading reading = new RunReading(words, notes);
    reading.flags();
    if (reading.at >= words.size()) {
      throw refused("The command names no image.");
    }
    String image = words.get(reading.at);
    if (!image.matches("[A-Za-z0-9$<\\[][^\\s]*")) {
      throw refused("'" + image + "' is where the image is named, and cannot be the name of one.");
    }
    List<String> arguments = words.subList(reading.at + 1, words.size());
    return new RunCommand(reading.options, image, List.copyOf(arguments));
  }

  private void flags() {
    while (at < words.size() && words.get(at).startsWith("-")) {
      String word = words.get(at++);
      if (word.equals("--")) {
        return;
      } else if (word.startsWith("--")) {
        longFlag(word);
      } else if (word.length() > 1) {
        shortFlags(word);
      }
    }
  }

  private void longFlag(String word) {
    int equals = word.indexOf('=');
    String written = equals < 0 ? word : word.substring(0, equals);
    String given = equals < 0 ? null : word.substring(equals + 1);
    String name = RunFlags.name(written);
    if (name == null) {
      unknown(written, given);
    } else if (given != null) {
      options.add(new Option(name, written, given));
    } else {
      options.add(new Option(name, written, RunFlags.isSwitch(name) ? "true" : next(written)));
    }
  }

  /** Several of one letter may stand together; what follows one with a value is its value. */
  private void shortFlags(String word) {
    for (int i = 1; i < word.length(); i++) {
      String written = "-" + word.charAt(i);
      String rest = word.substring(i + 1);
      String name = RunFlags.name(written);
      if (name == null) {
        unknown(written, null);
        return;
      } else if (RunFlags.isSwitch(name) && rest.startsWith("=")) {
        options.add(new Option(name, written, rest.substring(1)));
        return;
      } else if (RunFlags.isSwitch(name)) {
        options.add(new Option(name, written, "true"));
      } else {
        String given = rest.startsWith("=") ? rest.substring(1) : rest;
        options.add(new Option(name, written, rest.isEmpty() ? next(written) : given));
        return;
      }
    }
  }

  private String next(String written) {
    if (at >= words.size()) {
      throw refused("The flag " + written + " has no value, and there is no image.");
    }
    return words.get(at++);
  }

  /** Nobody knows whether it has a value: it has, where that leaves an image. */
  private void unknown(String written, @Nullable String given) {
    String value = given;
    if (value == null && at + 1 < words.size() && !words.get(at).startsWith("-")) {
      value = words.get(at++);
    }
    String with = value == null ? "" : " with the value '" + value + "'";
    notes.add(written, "This flag is unknown, so it is left out" + with + ".");
  }

  private static Problem.Invalid refused(String sentence) {
    return new Problem.Invalid("run-command-invalid", sentence, "commands", null);
  }
}
