package io.slipway.compose;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a folder's compose files say when one just looks at them, without running compose: cheap
 * enough for every folder at every change.
 *
 * @param files that compose would take, in order; empty when there is none
 * @param name given at the top of a file, or by {@code COMPOSE_PROJECT_NAME}; null when the folder
 *     names the project
 * @param services with what image each has (empty text when it is built), without those of profiles
 * @param oneShots services that others wait to complete
 * @param urls of {@code x-slipway.urls} and {@code x-dockge.urls}, with variables filled in
 * @param problem why the files cannot be used, one sentence; null when nothing is seen to be wrong
 */
public record ComposeGlance(
    List<Path> files,
    @Nullable String name,
    Map<String, String> services,
    List<String> oneShots,
    List<String> urls,
    @Nullable String problem) {

  private static final int MAX_BYTES = 2 << 20;

  /** Looks at a folder; what cannot be read is told as a problem. */
  public static ComposeGlance at(Path folder) {
    try {
      return look(folder);
    } catch (IOException | UncheckedIOException e) {
      return broken(List.of(), "The files cannot be read: " + e.getMessage() + ".");
    }
  }

  private static ComposeGlance look(Path folder) throws IOException {
    EnvFile env = EnvFile.of(folder);
    List<Path> files = ComposeFiles.find(folder);
    List<YamlTree> trees = new ArrayList<>();
    for (Path file : files) {
      String shown = file.startsWith(folder) ? folder.relativize(file).toString() : file.toString();
      if (!Files.isRegularFile(file)) {
        return broken(files, "The file " + shown + " that COMPOSE_FILE names is missing.");
      }
      if (Files.size(file) > MAX_BYTES) {
        return broken(files, "The file " + shown + " is larger than 2 MiB.");
      }
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      Optional<YamlTree.Fault> fault = YamlTree.fault(text);
      if (fault.isPresent()) {
        int line = fault.get().line();
        return broken(files, "%s, line %d: %s.".formatted(shown, line, fault.get().message()));
      }
      trees.add(YamlTree.read(text));
    }
    return of(files, trees, env);
  }

  private static ComposeGlance of(List<Path> files, List<YamlTree> trees, EnvFile env) {
    Map<String, String> services = new TreeMap<>();
    TreeSet<String> oneShots = new TreeSet<>();
    List<String> urls = new ArrayList<>();
    String name = env.value("COMPOSE_PROJECT_NAME");
    boolean any = false;
    for (YamlTree tree : trees) {
      any |= !tree.keys(List.of("services")).isEmpty() || tree.depth(List.of("include")) == 1;
      name = tree.scalar(List.of("name")).map(env::fill).orElse(name);
      for (String service : tree.keys(List.of("services"))) {
        if (tree.depth(List.of("services", service, "profiles")) < 3) {
          String image = tree.scalar(List.of("services", service, "image")).orElse("");
          services.merge(service, env.fill(image), (before, now) -> now.isEmpty() ? before : now);
        }
        for (String other : tree.keys(List.of("services", service, "depends_on"))) {
          List<String> path = List.of("services", service, "depends_on", other, "condition");
          if (tree.scalar(path).filter(ComposeDependency.COMPLETED::equals).isPresent()) {
            oneShots.add(other);
          }
        }
      }
      for (String extension : List.of("x-slipway", "x-dockge")) {
        tree.scalars(List.of(extension, "urls")).stream().map(env::fill).forEach(urls::add);
      }
    }
    String problem = trees.isEmpty() || any ? null : "The compose file has no services.";
    return new ComposeGlance(
        files,
        name.isBlank() ? null : name,
        Map.copyOf(services),
        List.copyOf(oneShots),
        urls.stream().distinct().toList(),
        problem);
  }

  private static ComposeGlance broken(List<Path> files, String problem) {
    return new ComposeGlance(files, null, Map.of(), List.of(), List.of(), problem);
  }

  /** Returns the compose file's name, or null when there is none. */
  public @Nullable String file() {
    return files.isEmpty() ? null : files.getFirst().getFileName().toString();
  }
}
