package io.slipway.compose.run;

import io.avaje.jsonb.Json;
import io.slipway.kernel.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code docker run} commands are as a compose file. Nothing is run or looked up.
 *
 * @param compose the file's text
 * @param notes what the file does not say, or says differently, each naming its flag
 */
@Json
public record RunToCompose(String compose, List<Note> notes) {

  /** The most that is read: 32 kB, some hundred commands; the JSON parser takes no longer text. */
  public static final int MAX_BYTES = 32 << 10;

  private static final Pattern VARIABLE =
      Pattern.compile("(?<!\\$)(?:\\$\\$)*\\$\\{?([A-Za-z_][A-Za-z0-9_]*)([:?+-]?)");

  /**
   * Converts a text with one command or several, which become services of one file. Volumes that
   * are named are the file's own; networks that are named are external, as the command does not
   * make them either, unless a {@code docker network create} of the text does.
   *
   * @throws Problem.TooLarge when the text has more than {@link #MAX_BYTES}
   * @throws Problem.Invalid when a quote is not closed, a command names no image, or nothing in the
   *     text is {@code docker run}
   */
  public static RunToCompose of(String text) {
    if (text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw new Problem.TooLarge(
          "run-command-too-large", "The commands have more than 32 kB.", "Paste fewer at once.");
    }
    Notes notes = new Notes();
    List<RunCommand> commands = new ArrayList<>();
    Set<String> madeNetworks = new HashSet<>();
    Draft volumes = new Draft();
    for (List<String> words : ShellWords.read(text, notes)) {
      List<String> verb = RunReading.verb(words, notes);
      if (!verb.isEmpty() && Set.of("run", "create").contains(verb.getFirst())) {
        commands.add(RunReading.read(verb.subList(1, verb.size()), notes));
      } else if (isMaking("network", verb)) {
        madeNetworks.add(verb.getLast());
      } else if (isMaking("volume", verb)) {
        volumes.bare(verb.getLast());
      } else {
        notes.add(String.join(" ", words), "This is no docker run command, so it is left out.");
      }
    }
    if (commands.isEmpty()) {
      throw new Problem.Invalid(
          "run-command-invalid",
          "There is no docker run command in the text.",
          "commands",
          "Paste a command such as: docker run -d -p 8080:80 nginx");
    }
    return new RunToCompose(file(commands, madeNetworks, volumes, notes), notes.list());
  }

  private static boolean isMaking(String what, List<String> verb) {
    return verb.size() == 3 && verb.getFirst().equals(what) && verb.get(1).equals("create");
  }

  private static String file(
      List<RunCommand> commands, Set<String> madeNetworks, Draft volumes, Notes notes) {
    Draft networks = new Draft();
    Names names = new Names();
    List<String> services = commands.stream().map(names::give).toList();
    Draft file = new Draft();
    for (int i = 0; i < commands.size(); i++) {
      Map<String, Object> service =
          new ServiceOfRun(commands.get(i), volumes, networks, madeNetworks, names, notes).make();
      file.at("services").set(services.get(i), service);
    }
    if (!volumes.map().isEmpty()) {
      file.set("volumes", volumes.map());
    }
    if (!networks.map().isEmpty()) {
      file.set("networks", networks.map());
    }
    String text = YamlText.of(file.map());
    for (String variable : unset(text)) {
      if (!notes.tellToSet(variable)) {
        notes.add("$" + variable, "The value is a variable: set " + variable + " in .env.");
      }
    }
    return text;
  }

  /** Returns the variables that compose will look for and that have nothing in their stead. */
  private static Set<String> unset(String text) {
    Set<String> unset = new TreeSet<>();
    Matcher variable = VARIABLE.matcher(text);
    while (variable.find()) {
      if (variable.group(2).isEmpty()) {
        unset.add(variable.group(1));
      }
    }
    return unset;
  }
}
