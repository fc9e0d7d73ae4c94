package io.slipway.stack;

import io.slipway.compose.ComposeCli;
import io.slipway.compose.ComposeDiagnostic;
import io.slipway.compose.ComposeFiles;
import io.slipway.compose.ComposeProject;
import io.slipway.compose.StackName;
import io.slipway.kernel.FileTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks {@code docker compose config} about texts that are not on disk yet. */
final class FileJudge {

  private final ComposeCli compose;
  private final StackFolders folders;

  FileJudge(ComposeCli compose, StackFolders folders) {
    this.compose = compose;
    this.folders = folders;
  }

  /**
   * Returns what compose says, errors first. The texts lie in a folder of their own meanwhile;
   * relative paths are taken from the stack's folder, if there is one.
   */
  List<Bodies.Diagnostic> judge(StackName stack, FileTexts texts) throws InterruptedException {
    try {
      Path desk = Files.createTempDirectory("slipway-check"); // only its owner may read it
      try {
        return judge(stack, texts, desk);
      } finally {
        FileTree.delete(desk);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot check the files of " + stack, e);
    }
  }

  private List<Bodies.Diagnostic> judge(StackName stack, FileTexts texts, Path desk)
      throws IOException, InterruptedException {
    Path folder = folders.exists(stack) ? folders.of(stack) : desk;
    Path file = desk.resolve("compose.yaml");
    Path envFile = desk.resolve(ComposeFiles.ENV);
    Files.writeString(file, texts.compose(), StandardCharsets.UTF_8);
    Files.writeString(envFile, texts.env(), StandardCharsets.UTF_8);
    Map<Path, String> names = new LinkedHashMap<>();
    names.put(file, "compose");
    for (Path merged : merged(folder)) {
      String name = folder.relativize(merged).toString();
      String text = texts.more().get(name);
      Path at = merged;
      if (text != null) {
        at = desk.resolve(names.size() + "-" + merged.getFileName());
        Files.writeString(at, text, StandardCharsets.UTF_8);
      }
      names.put(at, name);
    }
    ComposeProject project =
        new ComposeProject(
            stack.value(), folder, List.copyOf(names.keySet()), List.of(envFile), Map.of());
    List<Bodies.Diagnostic> all = new ArrayList<>();
    for (ComposeDiagnostic each : compose.validate(project)) {
      if (!onlyMissingYet(each, folder)) {
        all.add(
            new Bodies.Diagnostic(
                file(each, names),
                each.line() == 0 ? null : each.line(),
                each.column() == 0 ? null : each.column(),
                readable(each.message(), file, names),
                each.severity()));
      }
    }
    return all;
  }

  /** The files that compose merges over the first one. */
  private static List<Path> merged(Path folder) {
    return ComposeFiles.find(folder).stream()
        .skip(1)
        .filter(each -> each.startsWith(folder) && Files.isRegularFile(each))
        .toList();
  }

  /** Nobody knows the paths of the folder in which the texts lie meanwhile. */
  private static String readable(String message, Path compose, Map<Path, String> names) {
    String text = message.replace(compose.toString(), "compose.yaml");
    for (Map.Entry<Path, String> each : names.entrySet()) {
      text = text.replace(each.getKey().toString(), each.getValue());
    }
    return text;
  }

  /** A service's {@code env_file: .env} is looked for in the folder, where it is not saved yet. */
  private static boolean onlyMissingYet(ComposeDiagnostic each, Path folder) {
    String env = folder.resolve(ComposeFiles.ENV).toString();
    return each.message().contains(env)
        && (each.message().contains("not found") || each.message().contains("no such file"));
  }

  private static String file(ComposeDiagnostic each, Map<Path, String> names) {
    String name = each.file() == null ? "" : Path.of(each.file()).getFileName().toString();
    if (name.equals(ComposeFiles.ENV)) {
      return "env";
    }
    return names.entrySet().stream()
        .filter(known -> known.getKey().endsWith(name))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("compose");
  }
}
