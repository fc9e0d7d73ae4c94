package io.slipway.route.haproxy;

import io.slipway.route.Https;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the router answers in the stead of every application to an authority that looks whether a
 * domain is ours (RFC 8555, 8.3), as a map of HAProxy: each worker reads its file when it begins,
 * and commands change it afterwards.
 */
final class Challenges {

  /** The map's file, as named in the configuration. */
  static final String FILE = "challenges.map";

  /** The command that tells the map. */
  static final String SHOW = "show map " + FILE;

  /** Answers known tokens; an application that has its own gets the requests for those. */
  static final String RULE =
      """
        http-request return status 200 content-type text/plain lf-string "%%[path,field(4,/),map(%1$s)]" if { path_beg /.well-known/acme-challenge/ } { path,field(4,/),map(%1$s) -m found }
      """
          .formatted(FILE);

  private final Map<String, String> wanted;

  Challenges(Https https) {
    wanted = new TreeMap<>(https.challenges());
  }

  /** Returns the map's text. */
  String text() {
    return wanted.entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue() + "\n")
        .collect(Collectors.joining());
  }

  /** Reads the answer to {@link #SHOW}: address, key and value. */
  static Map<String, String> parse(String answer) {
    return answer
        .lines()
        .map(line -> line.split(" "))
        .filter(words -> words.length == 3 && words[0].startsWith("0x"))
        .collect(Collectors.toMap(words -> words[1], words -> words[2], (first, _) -> first));
  }

  /** Returns the commands after which a worker that answers {@code now} answers what is wanted. */
  List<String> toward(Map<String, String> now) {
    List<String> commands = new ArrayList<>();
    now.keySet().stream()
        .filter(token -> !wanted.containsKey(token))
        .forEach(token -> commands.add("del map " + FILE + " " + token));
    wanted.forEach((token, authorization) -> {
      if (!now.containsKey(token)) {
        commands.add("add map " + FILE + " " + token + " " + authorization);
      }
    });
    return commands;
  }
}
