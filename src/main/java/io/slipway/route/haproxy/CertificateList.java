package io.slipway.route.haproxy;

import io.slipway.kernel.Digest;
import io.slipway.route.Https;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The certificates as HAProxy's {@code crt-list}: a worker reads the list and its files when it
 * begins, and commands change both afterwards, so that no certificate takes a reload. A file is
 * named after its contents: what is in the list is what is served.
 */
final class CertificateList {

  /** The list's file, as named in the configuration. */
  static final String FILE = "certificates.list";

  /** The folder of the certificates' files, as named in the list. */
  static final String FOLDER = "certificates";

  /** The command that tells which are served. */
  static final String SHOW = "show ssl crt-list " + FILE;

  private final SortedMap<String, String> pems = new TreeMap<>();

  CertificateList(Https https) {
    https
        .certificates()
        .forEach(certificate -> pems.put(file(certificate.pem()), certificate.pem()));
  }

  private static String file(String pem) {
    return FOLDER + "/" + Digest.sha256(pem).substring(0, 32) + ".pem";
  }

  /** Returns the files with their contents, the private keys among them. */
  SortedMap<String, String> files() {
    return pems;
  }

  /** Returns the list's text. */
  String text() {
    return pems.keySet().stream().map(file -> file + "\n").collect(Collectors.joining());
  }

  /** Reads from the answer to {@link #SHOW} which files are served. */
  static SortedSet<String> parse(String answer) {
    return answer
        .lines()
        .filter(line -> line.startsWith(FOLDER + "/"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Returns the commands after which a worker that serves {@code now} serves these, each to be sent
   * by itself: the new before the old, so that no name is without a certificate meanwhile.
   */
  List<String> toward(SortedSet<String> now) {
    List<String> commands = new ArrayList<>();
    pems.forEach((file, pem) -> {
      if (!now.contains(file)) {
        commands.add("new ssl cert " + file);
        // An empty line ends the text.
        commands.add("set ssl cert " + file + " <<\n" + pem.replaceAll("\\n{2,}", "\n"));
        commands.add("commit ssl cert " + file);
        commands.add("add ssl crt-list " + FILE + " " + file);
      }
    });
    for (String file : now) {
      if (!pems.containsKey(file)) {
        commands.add("del ssl crt-list " + FILE + " " + file);
        commands.add("del ssl cert " + file);
      }
    }
    return commands;
  }
}
