package io.slipway.stack;

import io.slipway.compose.ComposeGlance;
import io.slipway.compose.StackName;
import io.slipway.kernel.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The stacks directory: one folder a stack, one level deep. */
final class StackFolders {

  private final Path directory;

  StackFolders(Path directory) {
    this.directory = directory.toAbsolutePath().normalize();
  }

  Path directory() {
    return directory;
  }

  /** Returns where a stack's folder is or would be; a checked name cannot leave the directory. */
  Path of(StackName stack) {
    return directory.resolve(stack.value());
  }

  /** Makes the directory itself when it is missing. */
  void ensure() {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new Problem.Unavailable(
          "stacks-folder-unusable",
          "The stacks directory " + directory + " cannot be made: " + e.getMessage() + ".",
          "Make it, or give another one with --stacks.",
          e);
    }
  }

  boolean exists(StackName stack) {
    return Files.isDirectory(of(stack));
  }

  /** Looks at every folder whose name can be a stack's. */
  TreeMap<StackName, ComposeGlance> all() {
    TreeMap<StackName, ComposeGlance> all = new TreeMap<>();
    if (!Files.isDirectory(directory)) {
      return all;
    }
    try (Stream<Path> entries = Files.list(directory)) {
      for (Path entry : entries.toList()) {
        name(entry).ifPresent(name -> all.put(name, ComposeGlance.at(entry)));
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list " + directory, e);
    }
  }

  /** Returns the stack whose folder this is, when it can be one. */
  Optional<StackName> name(Path entry) {
    if (!directory.equals(entry.getParent()) || !Files.isDirectory(entry)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new StackName(entry.getFileName().toString()));
    } catch (Problem.Invalid e) {
      return Optional.empty(); // compose could not call a project so either
    }
  }
}
