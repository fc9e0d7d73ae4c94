package io.slipway.compose;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What {@code docker compose} works on.
 *
 * @param name the project's name: a stack's, or {@code <stack>-blue}
 * @param folder that relative paths are relative to, absolute
 * @param files compose files in the order in which they are merged, absolute; empty when the
 *     containers' labels have to do
 * @param envFiles instead of the folder's {@code .env}; empty leaves that in place
 * @param environment variables that win over those files
 */
public record ComposeProject(
    String name,
    Path folder,
    List<Path> files,
    List<Path> envFiles,
    Map<String, String> environment) {

  public ComposeProject {
    files = List.copyOf(files);
    envFiles = List.copyOf(envFiles);
    environment = Map.copyOf(environment);
  }

  /** Returns the project of a stack's folder with the files that compose itself would take. */
  public static ComposeProject of(StackName name, Path folder) {
    return new ComposeProject(name.value(), folder, ComposeFiles.find(folder), List.of(), Map.of());
  }

  /** Returns a project that is known by its containers' labels alone. */
  public static ComposeProject named(String name) {
    return new ComposeProject(name, Path.of("/"), List.of(), List.of(), Map.of());
  }

  /** Returns the same with other compose files. */
  public ComposeProject withFiles(List<Path> others) {
    return new ComposeProject(name, folder, others, envFiles, environment);
  }
}
