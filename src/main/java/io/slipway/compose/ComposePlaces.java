package io.slipway.compose;

import io.slipway.compose.ComposeDiagnostic.Severity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Finds the lines of a project's files that a message is about. */
final class ComposePlaces {

  private final ComposeProject project;

  ComposePlaces(ComposeProject project) {
    this.project = project;
  }

  /**
   * Makes a diagnostic of a text that is no YAML. Compose's own line is often one that the reader
   * had reached, not the one that is wrong (go-yaml counts from where a block began): ours is taken
   * where our reader finds the fault too.
   */
  ComposeDiagnostic line(Severity severity, @Nullable Path file, int line, String message) {
    for (Path each : file == null ? project.files() : List.of(file)) {
      Optional<YamlTree.Fault> fault = yaml(each) ? fault(each) : Optional.empty();
      if (fault.isPresent()) {
        YamlTree.Fault found = fault.get();
        String text = "This is no YAML: " + found.message() + ".";
        return new ComposeDiagnostic(
            severity, name(each), found.line(), found.column(), null, text);
      }
    }
    Path known = file == null ? first() : file;
    String name = known == null ? null : name(known);
    return new ComposeDiagnostic(severity, name, line, 0, null, sentence(message));
  }

  /** Makes a diagnostic of something at a path; the deepest part of it that is found counts. */
  ComposeDiagnostic path(
      Severity severity, @Nullable Path file, @Nullable String path, String message) {
    List<String> parts =
        path == null
            ? List.of()
            : Arrays.stream(path.split("\\.", -1))
                .map(part -> part.replaceAll("[\\[\\]]", ""))
                .filter(part -> !part.isEmpty())
                .toList();
    Path best = file == null ? first() : file;
    int line = 0;
    int column = 0;
    int deepest = 0;
    for (Path each : file == null ? project.files() : List.of(file)) {
      YamlTree tree = parts.isEmpty() ? null : tree(each);
      int depth = tree == null ? 0 : tree.depth(parts);
      YamlTree.Found found = tree == null ? null : tree.deepest(parts);
      if (depth > deepest && found != null) {
        Mark mark = found.mark();
        best = each;
        deepest = depth;
        line = mark.getLine() + 1;
        column = mark.getColumn() + 1;
      }
    }
    String name = best == null ? null : name(best);
    String known = parts.isEmpty() ? null : String.join(".", parts);
    return new ComposeDiagnostic(severity, name, line, column, known, sentence(message));
  }

  private @Nullable Path first() {
    return project.files().isEmpty() ? null : project.files().getFirst();
  }

  private String name(Path file) {
    return file.startsWith(project.folder())
        ? project.folder().relativize(file).toString()
        : file.toString();
  }

  private static boolean yaml(Path file) {
    return !file.getFileName().toString().startsWith(ComposeFiles.ENV);
  }

  private static Optional<YamlTree.Fault> fault(Path file) {
    String text = text(file);
    return text == null ? Optional.empty() : YamlTree.fault(text);
  }

  private static @Nullable YamlTree tree(Path file) {
    String text = text(file);
    try {
      return text == null ? null : YamlTree.read(text);
    } catch (YamlEngineException e) {
      return null; // then there is a diagnostic of its own about that
    }
  }

  private static @Nullable String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return null; // compose could not read it either, and says so
    }
  }

  private static String sentence(String message) {
    String text = message.strip();
    if (text.isEmpty()) {
      return "Compose gives no reason.";
    }
    // A message that begins with a path of keys keeps its spelling.
    boolean word = text.matches("(?s)[a-z]+ .*");
    String start =
        word ? text.substring(0, 1).toUpperCase(java.util.Locale.ROOT) : text.substring(0, 1);
    return start + text.substring(1) + (text.endsWith(".") ? "" : ".");
  }
}
