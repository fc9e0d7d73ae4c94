package io.slipway.deploy.strategy;

import io.slipway.compose.ComposeFiles;
import io.slipway.compose.ComposeModel;
import io.slipway.compose.ComposePort;
import io.slipway.compose.ComposeService;
import io.slipway.compose.EnvFile;
import io.slipway.deploy.Labels;
import io.slipway.deploy.Release;
import io.slipway.deploy.eligible.Routing;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The generated {@code compose.override.yaml}: pinned images, labels, no published ports where the
 * router listens, and no fixed name where old and new run side by side in one project. With it,
 * {@code docker compose up -d} by hand changes nothing.
 */
public final class OverrideFile {

  /** Its name, unless the user has a file of that kind. */
  public static final String NAME = "compose.override.yaml";

  /** Its name when the user has an override of their own. */
  public static final String OTHER_NAME = "compose.slipway.yaml";

  private OverrideFile() {}

  /** Returns the release's own compose files in the order in which they are merged. */
  public static List<String> composeFiles(Release release) {
    Set<String> paths =
        release.files().stream().map(Release.StoredFile::path).collect(Collectors.toSet());
    List<String> listed = listed(release).stream().filter(paths::contains).toList();
    return listed.isEmpty()
        ? Stream.of(ComposeFiles.NAMES, ComposeFiles.OVERRIDES)
            .flatMap(names -> names.stream().filter(paths::contains).limit(1))
            .toList()
        : listed;
  }

  /** Returns the file's name beside a release's own: what {@code compose} finds, if it can be. */
  public static String name(Release release) {
    boolean own =
        !listed(release).isEmpty()
            || composeFiles(release).stream().anyMatch(ComposeFiles.OVERRIDES::contains);
    return own ? OTHER_NAME : NAME;
  }

  /** Returns whether {@code docker compose} by hand takes the file with the release's own. */
  public static boolean foundByHand(Release release) {
    return name(release).equals(NAME) || listed(release).contains(OTHER_NAME);
  }

  private static List<String> listed(Release release) {
    return ComposeFiles.listed(EnvFile.parse(release.environment()));
  }

  /** Returns the text for a release. */
  static String text(Release release) {
    ComposeModel model = release.modelIn("/");
    Routing routing = Rollout.routing(release);
    StringBuilder yaml = new StringBuilder();
    yaml.append(ComposeFiles.GENERATED)
        .append(" for release ")
        .append(release.title())
        .append(" and written anew by each deployment. Change compose.yaml instead.\n");
    yaml.append("name: ").append(quoted(release.stack().value())).append("\nservices:\n");
    for (ComposeService service : model.services().values()) {
      Release.Service made = release.service(service.name());
      yaml.append("  ").append(quoted(service.name())).append(":\n");
      yaml.append("    image: ").append(quoted(made.image())).append('\n');
      yaml.append("    pull_policy: never\n");
      if (routing.dropsName(service)) {
        yaml.append("    container_name: !reset null\n");
      }
      ports(yaml, service, routing);
      if (!release.found()) {
        labels(yaml, release, made);
      }
    }
    return yaml.toString();
  }

  private static void ports(StringBuilder yaml, ComposeService service, Routing routing) {
    List<ComposePort> kept = routing.kept(service);
    if (kept.size() == service.ports().size()) {
      return;
    }
    if (kept.isEmpty()) {
      yaml.append("    ports: !reset []\n");
      return;
    }
    yaml.append("    ports: !override\n");
    for (ComposePort port : kept) {
      yaml.append("      - target: ").append(port.target()).append('\n');
      if (port.published() != null) {
        yaml.append("        published: ").append(quoted(port.published())).append('\n');
      }
      if (port.hostIp() != null) {
        yaml.append("        host_ip: ").append(quoted(port.hostIp())).append('\n');
      }
      yaml.append("        protocol: ").append(port.protocol()).append('\n');
    }
  }

  private static void labels(StringBuilder yaml, Release release, Release.Service made) {
    yaml.append("    labels:\n");
    Map<String, String> labels =
        Map.of(
            Labels.STACK, release.stack().value(),
            Labels.RELEASE, String.valueOf(made.revision()),
            Labels.DEPLOYMENT, String.valueOf(made.deployment()),
            Labels.SLOT, Labels.MAIN);
    labels.keySet().stream()
        .sorted()
        .forEach(key ->
            yaml.append("      ")
                .append(key)
                .append(": ")
                .append(quoted(String.valueOf(labels.get(key))))
                .append('\n'));
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("$", "$$") + "\"";
  }
}
