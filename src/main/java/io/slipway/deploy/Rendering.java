package io.slipway.deploy;

import io.slipway.compose.ComposeCli;
import io.slipway.compose.ComposeFiles;
import io.slipway.compose.ComposeInvalid;
import io.slipway.compose.ComposeModel;
import io.slipway.compose.ComposeProject;
import io.slipway.compose.EnvFile;
import io.slipway.compose.StackName;
import io.slipway.deploy.strategy.OverrideFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

  /** Where the model has the services of inactive profiles, with their profiles. */
  static final String OFF = "x-slipway-off";

  private static final Pattern PROFILES = Pattern.compile("\\b(profiles|include|extends)\\b");

  /**
   * Renders.
   *
   * @param stackFolder whose {@code .env} wins over the checkout's
   * @throws StepFailed when there is no compose file or compose does not take it
   */
  static Rendering of(
      ComposeCli compose, StackName stack, Sources.Checkout checkout, Path stackFolder)
      throws InterruptedException {
    Path folder = checkout.composeFile() == null ? null : checkout.composeFile().getParent();
    Path env = stackFolder.resolve(ComposeFiles.ENV);
    if (!Files.isRegularFile(env)) {
      env = (folder == null ? checkout.root() : folder).resolve(ComposeFiles.ENV);
    }
    boolean there = Files.isRegularFile(env);
    @Nullable String environment = there ? text(env) : null;
    List<Path> files =
        files(checkout, folder == null ? checkout.root() : folder, variables(environment));
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
    ComposeProject project =
        new ComposeProject(stack.value(), base, files, there ? List.of(env) : List.of(), Map.of());
    try {
      return new Rendering(
          checkout.root().toAbsolutePath().normalize(),
          base,
          files,
          environment,
          withOff(compose, project, compose.config(project)));
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
    }
  }

  /** Notes the services of inactive profiles, which compose leaves out. */
  private static ComposeModel withOff(ComposeCli compose, ComposeProject project, ComposeModel on)
      throws InterruptedException {
    // Compose is asked twice only where a file may have profiles; an included one may too.
    if (project.files().stream().map(Rendering::text).noneMatch(PROFILES.asPredicate())) {
      return on;
    }
    ComposeProject all =
        new ComposeProject(
            project.name(),
            project.folder(),
            project.files(),
            project.envFiles(),
            Map.of("COMPOSE_PROFILES", "*"));
    Map<String, Object> off = new TreeMap<>();
    try {
      compose
          .config(all)
          .services()
          .forEach((name, service) -> {
            if (!on.services().containsKey(name)) {
              off.put(name, service.profiles());
            }
          });
    } catch (ComposeInvalid e) {
      return on; // What is off may lack variables that only it needs.
    }
    if (off.isEmpty()) {
      return on;
    }
    Map<String, Object> tree = on.mutableCopy();
    tree.put(OFF, off);
    return ComposeModel.of(tree);
  }

  private static List<Path> files(Sources.Checkout checkout, Path folder, EnvFile variables) {
    Path chosen = checkout.composeFile();
    if (chosen != null && !Files.isRegularFile(chosen)) {
      return List.of();
    }
    List<Path> usual = ComposeFiles.find(folder, variables);
    // A file of another name stands alone, as with docker compose -f.
    List<Path> wanted = chosen == null || usual.contains(chosen) ? usual : List.of(chosen);
    List<Path> all =
        wanted.stream()
            .filter(file -> !file.endsWith(OverrideFile.OTHER_NAME) && !generated(file))
            .toList();
    for (Path file : all) {
      if (!folder.normalize().equals(file.normalize().getParent())) {
        throw new StepFailed(
            new Failure(
                "A compose file lies elsewhere",
                "COMPOSE_FILE names "
                    + folder.relativize(file)
                    + ", which does not lie beside the .env itself; only one folder becomes the"
                    + " stack's.",
                false,
                List.of(),
                "Move it there, and correct COMPOSE_FILE in .env."));
      }
    }
    return all;
  }

  private static boolean generated(Path file) {
    return Files.isRegularFile(file) && ComposeFiles.generated(text(file));
  }

  private static String text(Path file) {
    try {
      return Files.isRegularFile(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  private static EnvFile variables(@Nullable String environment) {
    return EnvFile.parse(environment);
  }

  /** Returns the variables of {@code .env}. */
  Map<String, String> variables() {
    return variables(environment).variables();
  }

  /** Returns the model's text with a mark for the folder. */
  String text() {
    Pattern folder = Pattern.compile(Pattern.quote(base.toString()) + "(?=[/\"])");
    return folder
        .matcher(ComposeModel.toJson(model.raw()))
        .replaceAll(Matcher.quoteReplacement(Release.FOLDER));
  }

  /** Returns the name under which a compose file is kept: one that compose finds by itself. */
  String storedName(Path file) {
    String name = String.valueOf(file.getFileName());
    if (name.matches("(docker-)?compose(\\.override)?\\.ya?ml")
        || ComposeFiles.listed(variables(environment)).contains(name)) {
      return name;
    }
    return file.equals(files.getFirst()) ? "compose.yaml" : "compose.override.yml";
  }
}
