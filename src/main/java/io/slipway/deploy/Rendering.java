package io.slipway.deploy;

import io.slipway.compose.ComposeCli;
import io.slipway.compose.ComposeFiles;
import io.slipway.compose.ComposeInvalid;
import io.slipway.compose.ComposeModel;
import io.slipway.compose.ComposeProject;
import io.slipway.compose.EnvFile;
import io.slipway.compose.StackName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The compose files of a checkout and what compose makes of them.
 *
 * @param root of the checkout
 * @param base folder that relative paths are relative to
 * @param files in the order in which they are merged, without the generated one
 * @param environment text of {@code .env}, or null
 */
record Rendering(
    Path root, Path base, List<Path> files, @Nullable String environment, ComposeModel model) {

  /**
   * Renders.
   *
   * @param stackFolder whose {@code .env} wins over the checkout's
   * @throws StepFailed when there is no compose file or compose does not take it
   */
  static Rendering of(
      ComposeCli compose, StackName stack, Sources.Checkout checkout, Path stackFolder)
      throws InterruptedException {
    List<Path> files = files(checkout);
    if (files.isEmpty()) {
      throw new StepFailed(
          new Failure(
              "There is no compose file",
              "Neither compose.yaml nor docker-compose.yml is in "
                  + checkout.root().getFileName()
                  + ".",
              false,
              List.of(),
              "Choose the compose file in the stack's settings, or add one."));
    }
    Path base = files.getFirst().toAbsolutePath().normalize().getParent();
    if (base == null) {
      throw new IllegalArgumentException("No folder: " + files);
    }
    Path env = stackFolder.resolve(".env");
    if (!Files.isRegularFile(env)) {
      env = base.resolve(".env");
    }
    boolean there = Files.isRegularFile(env);
    ComposeProject project =
        new ComposeProject(stack.value(), base, files, there ? List.of(env) : List.of(), Map.of());
    try {
      return new Rendering(
          checkout.root().toAbsolutePath().normalize(),
          base,
          files,
          there ? Files.readString(env) : null,
          compose.config(project));
    } catch (ComposeInvalid e) {
      throw new StepFailed(
          new Failure(
              "Compose does not take the files",
              e.problem().message(),
              false,
              e.diagnostics().stream()
                  .map(d -> new Failure.ProofLine("checkout", d.line(), d.message()))
                  .toList(),
              null));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + env, e);
    }
  }

  private static List<Path> files(Sources.Checkout checkout) {
    Path chosen = checkout.composeFile();
    if (chosen != null && !Files.isRegularFile(chosen)) {
      return List.of();
    }
    List<Path> all = new ArrayList<>();
    Path folder = chosen == null ? checkout.root() : chosen.getParent();
    List<Path> usual = folder == null ? List.of() : ComposeFiles.find(folder);
    // A file of another name stands alone, as with docker compose -f.
    List<Path> wanted = chosen == null || usual.contains(chosen) ? usual : List.of(chosen);
    for (Path file : wanted) {
      if (!generated(file)) {
        all.add(file);
      }
    }
    return all;
  }

  private static boolean generated(Path file) {
    try {
      return ComposeFiles.generated(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  /** Returns the variables of {@code .env}. */
  Map<String, String> variables() {
    return EnvFile.parse(environment == null ? "" : environment).variables();
  }

  /** Returns the model's text with a mark for the folder. */
  String text() {
    Pattern folder = Pattern.compile(Pattern.quote(base.toString()) + "(?=[/\"])");
    return folder
        .matcher(ComposeModel.toJson(model.raw()))
        .replaceAll(Matcher.quoteReplacement(Release.FOLDER));
  }

  /** Returns the name under which a compose file is kept: one that compose finds by itself. */
  static String storedName(int index, Path file) {
    String name = String.valueOf(file.getFileName());
    if (name.matches("(docker-)?compose(\\.override)?\\.ya?ml")) {
      return name;
    }
    return index == 0 ? "compose.yaml" : "compose.override.yml";
  }
}
