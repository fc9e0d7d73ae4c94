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
  List<Bodies.Diagnostic> judge(StackName stack, String text, String env)
      throws InterruptedException {
    try {
      Path desk = Files.createTempDirectory("slipway-check"); // only its owner may read it
      try {
        return judge(stack, text, env, desk);
      } finally {
        FileTree.delete(desk);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot check the files of " + stack, e);
    }
  }

  private List<Bodies.Diagnostic> judge(StackName stack, String text, String env, Path desk)
      throws IOException, InterruptedException {
    Path folder = folders.exists(stack) ? folders.of(stack) : desk;
    Path file = desk.resolve("compose.yaml");
    Path envFile = desk.resolve(ComposeFiles.ENV);
    Files.writeString(file, text, StandardCharsets.UTF_8);
    Files.writeString(envFile, env, StandardCharsets.UTF_8);
    List<Path> files = new ArrayList<>(List.of(file));
    ComposeFiles.override(folder).ifPresent(files::add);
    ComposeProject project =
        new ComposeProject(stack.value(), folder, files, List.of(envFile), Map.of());
    List<Bodies.Diagnostic> all = new ArrayList<>();
    for (ComposeDiagnostic each : compose.validate(project)) {
      if (!onlyMissingYet(each, folder)) {
        all.add(
            new Bodies.Diagnostic(
                file(each),
                each.line() == 0 ? null : each.line(),
                each.column() == 0 ? null : each.column(),
                each.message().replace(file.toString(), "compose.yaml"),
                each.severity()));
      }
    }
    return all;
  }

  /** A service's {@code env_file: .env} is looked for in the folder, where it is not saved yet. */
  private static boolean onlyMissingYet(ComposeDiagnostic each, Path folder) {
    String env = folder.resolve(ComposeFiles.ENV).toString();
    return each.message().contains(env)
        && (each.message().contains("not found") || each.message().contains("no such file"));
  }

  private static String file(ComposeDiagnostic each) {
    String name = each.file() == null ? "" : Path.of(each.file()).getFileName().toString();
    if (name.equals(ComposeFiles.ENV)) {
      return "env";
    }
    return "compose";
  }
}
