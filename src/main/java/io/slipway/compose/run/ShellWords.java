package io.slipway.compose.run;

import io.slipway.kernel.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits a text into commands and words as a POSIX shell does, without running anything.
 *
 * <p>Words come in the spelling of compose: {@code $NAME} and <code>${NAME}</code> where the shell
 * would put a value in, {@code $$} for a dollar that is just a dollar. The line breaks of cmd and
 * PowerShell are understood too, and placeholders such as {@code <password>} are text, as nobody
 * means to read a file of that name.
 */
final class ShellWords {

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /** What compose fills in as a shell does. */
  private static final Pattern BRACED =
      Pattern.compile("\\{[A-Za-z_][A-Za-z0-9_]*(:?[-?+][^{}$`\"']*)?}");

  private static final Pattern PLACEHOLDER = Pattern.compile("<[A-Za-z][^<>\\n|&;]{0,60}>");

  /** A mark that a backslash or its like has joined two lines. */
  private static final Pattern JOINT = Pattern.compile("[\\\\^`][ \\t\\u00a0]*\\r?(\\n|$)");

  /** The start of a path with a drive's letter, in which a backslash is no escape. */
  private static final Pattern WINDOWS = Pattern.compile("[A-Za-z]:(\\\\.*)?");

  private final String text;
  private final Notes notes;
  private final List<List<String>> commands = new ArrayList<>();
  private List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean inWord;
  private boolean redirected;
  private int substitutions;
  private int at;

  private ShellWords(String text, Notes notes) {
    this.text = text;
    this.notes = notes;
  }

  /**
   * Returns the commands of a text, each as its words.
   *
   * @throws Problem.Invalid when a quote or bracket is not closed
   */
  static List<List<String>> read(String text, Notes notes) {
    ShellWords reading = new ShellWords(text, notes);
    while (reading.at < text.length()) {
      reading.step();
    }
    reading.endCommand();
    return reading.commands;
  }

  private void step() {
    char c = text.charAt(at);
    Matcher joint = JOINT.matcher(text).region(at, text.length());
    if (joint.lookingAt()) {
      endWord();
      at = joint.end();
      skipCommentLines();
    } else if (c == '\n' || c == ';' || c == '|' || c == '&') {
      separator(c);
    } else if (Character.isWhitespace(c) || c == '\u00a0') {
      endWord();
      at++;
    } else if (c == '#' && !inWord) {
      skipLine();
    } else if (c == '\\' && WINDOWS.matcher(word).matches()) {
      literal(c);
      at++;
    } else if (c == '\\') {
      at++;
      if (at < text.length()) {
        literal(text.charAt(at++));
      }
    } else if (c == '\'') {
      at++;
      singleQuoted();
    } else if (c == '"') {
      at++;
      doubleQuoted();
    } else if (c == '$') {
      dollar(false);
    } else if (c == '`') {
      backticks();
    } else if (c == '<' || c == '>') {
      redirect(c);
    } else {
      literal(c);
      at++;
    }
  }

  /** Documentation likes to comment on single flags, which a shell would not take. */
  private void skipCommentLines() {
    Matcher comment = Pattern.compile("[ \\t]*#[^\\n]*\\n").matcher(text);
    while (comment.region(at, text.length()).lookingAt()) {
      at = comment.end();
    }
  }

  private void skipLine() {
    while (at < text.length() && text.charAt(at) != '\n') {
      at++;
    }
  }

  private void separator(char c) {
    boolean toFile = c == '&' && at + 1 < text.length() && text.charAt(at + 1) == '>';
    if (c == '|' && !text.startsWith("||", at)) {
      notes.add("|", "What a pipe does with the output has no place in a compose file.");
    }
    at++;
    if (!toFile) {
      endCommand();
    }
  }

  private void redirect(char c) {
    Matcher placeholder = PLACEHOLDER.matcher(text).region(at, text.length());
    if (placeholder.lookingAt()) {
      placeholder.group().chars().forEach(each -> literal((char) each));
      at = placeholder.end();
      notes.add(
          placeholder.group(), "This looks like a placeholder: write the value in its place.");
      return;
    }
    if (word.toString().matches("[0-9]")) {
      word.setLength(0);
      inWord = false;
    }
    endWord();
    while (at < text.length() && "<>&".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    redirected = true;
    notes.add(String.valueOf(c), "Redirected input or output has no place in a compose file.");
  }

  private void singleQuoted() {
    int end = text.indexOf('\'', at);
    if (end < 0) {
      throw unclosed("A single quote (')");
    }
    inWord = true;
    while (at < end) {
      literal(text.charAt(at++));
    }
    at++;
  }

  private void doubleQuoted() {
    inWord = true;
    while (at < text.length() && text.charAt(at) != '"') {
      char c = text.charAt(at);
      if (c == '\\' && at + 1 < text.length()) {
        escapedInQuotes(text.charAt(at + 1));
      } else if (c == '$') {
        dollar(true);
      } else if (c == '`') {
        backticks();
      } else {
        literal(c);
        at++;
      }
    }
    if (at >= text.length()) {
      throw unclosed("A double quote (\")");
    }
    at++;
  }

  private void escapedInQuotes(char next) {
    at += 2;
    if ("$`\"\\".indexOf(next) >= 0) {
      literal(next);
    } else if (next != '\n') {
      literal('\\');
      literal(next);
    }
  }

  /** At a dollar: a variable, a command to run, a quote with escapes, or just a dollar. */
  private void dollar(boolean quoted) {
    inWord = true;
    Matcher braced = BRACED.matcher(text).region(at + 1, text.length());
    Matcher name = NAME.matcher(text).region(at + 1, text.length());
    if (braced.lookingAt()) {
      word.append('$').append(braced.group());
      at = braced.end();
    } else if (name.lookingAt()) {
      word.append('$').append(name.group());
      at = name.end();
    } else if (text.startsWith("$(", at)) {
      substituted(closing('(', ')'));
    } else if (text.startsWith("${", at)) {
      substituted(closing('{', '}'));
    } else if (!quoted && text.startsWith("$'", at)) {
      at += 2;
      escapedQuote();
    } else if (!quoted && text.startsWith("$\"", at)) {
      at += 2;
      doubleQuoted();
    } else {
      at++;
      literal('$');
    }
  }

  /** The quotes of bash in which backslashes mean something. */
  private void escapedQuote() {
    while (at < text.length() && text.charAt(at) != '\'') {
      char c = text.charAt(at++);
      if (c == '\\' && at < text.length()) {
        char next = text.charAt(at++);
        c =
            switch (next) {
              case 'n' -> '\n';
              case 't' -> '\t';
              case 'r' -> '\r';
              default -> next;
            };
      }
      literal(c);
    }
    if (at >= text.length()) {
      throw unclosed("A single quote (')");
    }
    at++;
  }

  private void backticks() {
    int end = text.indexOf('`', at + 1);
    if (end < 0) {
      throw unclosed("A backtick (`)");
    }
    inWord = true;
    String command = text.substring(at, end + 1);
    at = end + 1;
    substituted(command);
  }

  /** Takes what is between a dollar and its closing bracket. */
  private String closing(char open, char close) {
    int start = at;
    int depth = 0;
    for (int i = at + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == open ? 1 : 0;
      depth -= c == close ? 1 : 0;
      if (depth == 0) {
        at = i + 1;
        return text.substring(start, at);
      }
    }
    throw unclosed("A bracket ($" + open + ")");
  }

  /** What only a shell can work out becomes a variable that is to be set. */
  private void substituted(String written) {
    String command = written.replaceAll("^(\\$\\(|\\$\\{|`)|[)}`]$", "").strip();
    String variable =
        switch (command.toLowerCase(Locale.ROOT)) {
          case "pwd" -> "PWD";
          case "id -u" -> "UID";
          case "id -g" -> "GID";
          default -> "VALUE_" + ++substitutions;
        };
    word.append("${").append(variable).append('}');
    if (!variable.equals("PWD")) {
      notes.addToSet(
          variable,
          written,
          "A shell works this out, compose does not: write its result in .env as "
              + variable
              + ".");
    }
  }

  private void literal(char c) {
    inWord = true;
    word.append(c);
    if (c == '$') {
      word.append('$');
    }
  }

  private void endWord() {
    if (inWord && !redirected) {
      words.add(word.toString());
    }
    if (inWord) {
      redirected = false;
    }
    word.setLength(0);
    inWord = false;
  }

  private void endCommand() {
    endWord();
    redirected = false;
    if (!words.isEmpty()) {
      commands.add(words);
      words = new ArrayList<>();
    }
  }

  private static Problem.Invalid unclosed(String what) {
    return new Problem.Invalid(
        "run-command-invalid", what + " is opened and never closed.", "commands", null);
  }
}
