package io.slipway.deploy;

import io.slipway.compose.ComposeFiles;
import io.slipway.compose.ComposeModel;
import io.slipway.compose.ComposeService;
import io.slipway.deploy.strategy.Blobs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Finds the files of a folder that a release needs: compose files, what they name ({@code
 * env_file}, {@code extends}, {@code include}), and what is mounted from the folder.
 */
final class FolderFiles {

  private static final int MOST_FILES = 2_000;
  private static final long MOST_BYTES = 64L << 20;

  /** Compose's own tags, which say nothing of the files that are named. */
  private static final Pattern MERGE_TAG = Pattern.compile("(?<=\\s)!(reset|override)\\b");

  private final Path root;
  private final Path base;
  private final Blobs blobs;
  private final Map<String, Release.StoredFile> found = new TreeMap<>();
  private final Set<Path> read = new LinkedHashSet<>();
  private long bytes;

  /**
   * Looks into a folder.
   *
   * @param root of the checkout, which goes away: the folder itself or one above it
   */
  FolderFiles(Path root, Path base, Blobs blobs) {
    this.root = root;
    this.base = base;
    this.blobs = blobs;
  }

  /** Finds and keeps all files that a rendering needs. */
  static List<Release.StoredFile> of(Rendering rendering, Blobs blobs) {
    FolderFiles folder = new FolderFiles(rendering.root(), rendering.base(), blobs);
    for (Path file : rendering.files()) {
      folder.composeFile(file, rendering.storedName(file));
    }
    folder.mounted(rendering.model());
    return folder.found();
  }

  /** Returns what was found. */
  List<Release.StoredFile> found() {
    return List.copyOf(found.values());
  }

  /** Adds a compose file, under a name that compose finds by itself, and what it names. */
  void composeFile(Path file, String storedAs) {
    add(file, storedAs);
    named(file);
  }

  /** Adds what services mount from the folder. */
  void mounted(ComposeModel model) {
    for (ComposeService service : model.services().values()) {
      service.volumes().stream()
          .filter(mount -> mount.type().equals("bind") && mount.source() != null)
          .forEach(mount -> tree(Path.of(String.valueOf(mount.source()))));
    }
    Stream.concat(model.configs().values().stream(), model.secrets().values().stream())
        .filter(object -> object.file() != null)
        .forEach(object -> tree(Path.of(String.valueOf(object.file()))));
  }

  private void named(Path composeFile) {
    if (!read.add(composeFile)) {
      return;
    }
    try {
      Object tree =
          new Load(LoadSettings.builder().setAllowDuplicateKeys(true).build())
              .loadFromString(MERGE_TAG.matcher(Files.readString(composeFile)).replaceAll(""));
      walk(tree, composeFile);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + composeFile, e);
    } catch (YamlEngineException e) {
      // Compose has taken the file, only names in it may be missed. Line by line it still tells
      // its env files.
      named(composeFile, e);
    }
  }

  private void named(Path composeFile, YamlEngineException cause) {
    try {
      for (String line : Files.readAllLines(composeFile)) {
        String text = line.strip();
        if (text.startsWith("env_file:")) {
          relative(composeFile, text.substring("env_file:".length()).strip());
        }
      }
    } catch (IOException e) {
      e.addSuppressed(cause);
      throw new UncheckedIOException("Cannot read " + composeFile, e);
    }
  }

  private void walk(@Nullable Object tree, Path file) {
    if (tree instanceof Map<?, ?> map) {
      map.forEach((key, value) -> {
        switch (String.valueOf(key)) {
          case "env_file", "label_file" -> names(value, file, false);
          case "include" -> names(value, file, true);
          case "extends" -> {
            if (value instanceof Map<?, ?> extension) {
              names(extension.get("file"), file, true);
            }
          }
          default -> walk(value, file);
        }
      });
    } else if (tree instanceof List<?> list) {
      list.forEach(item -> walk(item, file));
    }
  }

  private void names(@Nullable Object value, Path file, boolean compose) {
    switch (value) {
      case String name -> {
        Path other = relative(file, name);
        if (compose && other != null) {
          // What is included has the variables of its own folder.
          Path _ = relative(other, ComposeFiles.ENV);
          named(other);
        }
      }
      case List<?> list -> list.forEach(item -> names(item, file, compose));
      case Map<?, ?> map -> {
        names(map.get("path"), file, compose);
        names(map.get("env_file"), file, false);
      }
      case null, default -> {
        // Nothing is named here.
      }
    }
  }

  private @Nullable Path relative(Path file, String name) {
    Path other = file.resolveSibling(name).normalize();
    if (!Files.isRegularFile(other)) {
      return null;
    }
    if (!other.startsWith(base)) {
      within(other, name);
      return null;
    }
    add(other, base.relativize(other).toString());
    return other;
  }

  /**
   * Refuses what lies in the repository, but not in the compose file's folder: only that folder
   * becomes the stack's.
   */
  private void within(Path file, String name) {
    if (file.startsWith(root)) {
      throw new StepFailed(
          new Failure(
              "A file lies outside the stack",
              "The compose file needs "
                  + name
                  + ", which is not below its own folder; only that folder is brought to the"
                  + " stack.",
              false,
              List.of(),
              "Move it below the folder of the compose file, or the compose file above it."));
    }
  }

  private void tree(Path source) {
    Path path = source.normalize();
    if (!path.startsWith(base)) {
      within(path, base.relativize(path).toString());
      return;
    }
    if (path.equals(base) || !Files.exists(path)) {
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      files
          .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .forEach(file -> add(file, base.relativize(file).toString()));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + path, e);
    }
  }

  private void add(Path file, String storedAs) {
    if (found.containsKey(storedAs) || storedAs.equals(".env")) {
      return;
    }
    try {
      bytes += Files.size(file);
      if (found.size() >= MOST_FILES || bytes > MOST_BYTES) {
        throw new StepFailed(
            new Failure(
                "Too many files for a release",
                "The files that the compose file names or mounts from its folder are more than "
                    + MOST_FILES
                    + " or larger than "
                    + (MOST_BYTES >> 20)
                    + " MiB.",
                false,
                List.of(),
                "Data that the app writes belongs into a named volume, or outside the folder."));
      }
      String digest = blobs.put(Files.readAllBytes(file));
      found.put(storedAs, new Release.StoredFile(storedAs, digest, Files.isExecutable(file)));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }
}
