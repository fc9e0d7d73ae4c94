package io.slipway.log;

import java.util.regex.Pattern;

/** Terminal control sequences (ECMA-48) and progress that overwrites itself. */
final class Ansi {

  private static final Pattern SEQUENCES =
      Pattern.compile(
          "\u001b\\[[0-?]*[ -/]*[@-~]" // CSI: colours, cursor
              + "|\u001b\\][^\u0007\u001b]*(?:\u0007|\u001b\\\\)?" // OSC: titles, links
              + "|\u001b[ -/]*[0-~]?"); // the rest

  private Ansi() {}

  /** Returns the text without control sequences. */
  static String strip(String text) {
    return text.indexOf('\u001b') < 0 ? text : SEQUENCES.matcher(text).replaceAll("");
  }

  /** Returns what a terminal shows at the end of a line that a carriage return began anew. */
  static String fold(String line) {
    int end = line.length();
    while (end > 0 && line.charAt(end - 1) == '\r') {
      end--;
    }
    return line.substring(line.lastIndexOf('\r', end - 1) + 1, end);
  }
}
