package io.slipway.deploy.strategy;

import io.slipway.compose.ComposeFiles;
import io.slipway.compose.ComposeProject;
import io.slipway.deploy.Release;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes a release's files into a folder: each one whole or not at all, and nothing is deleted that
 * a release did not bring.
 */
final class StackFolder {

  private final Blobs blobs;

  StackFolder(Blobs blobs) {
    this.blobs = blobs;
  }

  /** Writes the release's files only. */
  void files(Release release, Path folder) {
    for (Release.StoredFile file : release.files()) {
      write(folder, file.path(), blobs.get(file.sha256()), file.executable());
    }
  }

  /**
   * Makes the stack's folder that of a release.
   *
   * @param instead the release whose files are there now, or null
   */
  void become(Release release, @Nullable Release instead, Path folder, boolean keepEnvironment) {
    files(release, folder);
    if (!keepEnvironment && release.environment() != null) {
      write(folder, ".env", release.environment().getBytes(StandardCharsets.UTF_8), false);
    }
    if (instead != null) {
      removeStale(release, instead, folder);
    }
    String name = OverrideFile.name(release);
    write(folder, name, OverrideFile.text(release).getBytes(StandardCharsets.UTF_8), false);
    String other = name.equals(OverrideFile.NAME) ? OverrideFile.OTHER_NAME : OverrideFile.NAME;
    removeGenerated(folder.resolve(other));
  }

  /** Removes the generated file: the folder is as its user made it. */
  void withoutOverride(Path folder) {
    removeGenerated(folder.resolve(OverrideFile.NAME));
    removeGenerated(folder.resolve(OverrideFile.OTHER_NAME));
  }

  /** Returns the project of the stack's folder as it runs under a release. */
  ComposeProject project(Release release, Path folder) {
    List<Path> files = new ArrayList<>();
    OverrideFile.composeFiles(release).forEach(name -> files.add(folder.resolve(name)));
    files.add(folder.resolve(OverrideFile.name(release)));
    return new ComposeProject(release.stack().value(), folder, files, List.of(), Map.of());
  }

  private void removeStale(Release release, Release instead, Path folder) {
    Set<String> paths = new HashSet<>();
    release.files().forEach(file -> paths.add(file.path()));
    for (Release.StoredFile old : instead.files()) {
      Path file = folder.resolve(old.path());
      try {
        if (!paths.contains(old.path())
            && Files.isRegularFile(file)
            && Arrays.equals(Files.readAllBytes(file), blobs.get(old.sha256()))) {
          Files.delete(file);
        }
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot remove " + file, e);
      }
    }
  }

  private static void removeGenerated(Path file) {
    try {
      if (Files.isRegularFile(file) && ComposeFiles.generated(Files.readString(file))) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot remove " + file, e);
    }
  }

  private static void write(Path folder, String path, byte[] bytes, boolean executable) {
    Path file = folder.resolve(path).normalize();
    Path parent = file.getParent();
    if (parent == null || !file.startsWith(folder)) {
      throw new IllegalArgumentException(path + " leaves " + folder);
    }
    try {
      Files.createDirectories(parent);
      if (!parent.toRealPath().startsWith(folder.toRealPath())) {
        throw new IllegalArgumentException(path + " leaves " + folder + " by a link");
      }
      if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
          && Arrays.equals(Files.readAllBytes(file), bytes)) {
        return;
      }
      Path fresh = Files.createTempFile(parent, ".slipway", "");
      try {
        Files.write(fresh, bytes);
        String mode = file.endsWith(".env") ? "rw-------" : executable ? "rwxr-xr-x" : "rw-r--r--";
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString(mode));
        Files.move(
            fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(fresh); // Where the disk is full, half of it would stay.
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }
}
