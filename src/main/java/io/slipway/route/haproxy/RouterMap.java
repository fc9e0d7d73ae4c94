package io.slipway.route.haproxy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A map of HAProxy, which commands change without a reload.
 *
 * @param file as named in the configuration
 * @param mark with which its keys begin and those of other maps do not
 */
record RouterMap(String file, char mark) {

  /** Returns the command that tells it. */
  String show() {
    return "show map " + file;
  }

  /** Returns the file, for a worker that begins. */
  static String text(Map<String, String> wanted) {
    return wanted.entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue() + "\n")
        .collect(Collectors.joining());
  }

  /** Returns the commands after which a worker that has {@code now} has what is wanted. */
  List<String> commands(Map<String, String> wanted, Map<String, String> now) {
    List<String> commands = new ArrayList<>();
    now.keySet().stream()
        .filter(key -> !wanted.containsKey(key))
        .forEach(key -> commands.add("del map " + file + " " + key));
    wanted.forEach((key, value) -> {
      String before = now.get(key);
      if (!value.equals(before)) {
        commands.add((before == null ? "add map " : "set map ") + file + " " + key + " " + value);
      }
    });
    return commands;
  }

  /** Reads it from an answer that may have other maps too: address, key and value in a line. */
  Map<String, String> parse(String answer) {
    Map<String, String> now = new LinkedHashMap<>();
    answer
        .lines()
        .map(line -> line.split(" "))
        .filter(words -> words.length == 3 && words[0].startsWith("0x"))
        .filter(words -> words[1].charAt(0) == mark)
        .forEach(words -> now.put(words[1], words[2]));
    return now;
  }
}
