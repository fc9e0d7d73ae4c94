package io.slipway.build;

import io.slipway.web.Requests;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What {@code docker buildx bake} is told on its standard input: one target a service, so that
 * BuildKit builds all at once and each gets its own tag and labels, and no argument or secret shows
 * in a process list.
 */
final class BakeFile {

  /** Variables that carry secrets to buildx are named {@code SLIPWAY_SECRET_<name>}. */
  static final String SECRET_PREFIX = "SLIPWAY_SECRET_";

  /** Those that the stack's file takes from variables of {@code .env}. */
  static final String VARIABLE_PREFIX = "SLIPWAY_ENV_";

  private final BuildRequest request;
  private final Map<String, BakeTarget> targets;

  private BakeFile(BuildRequest request, Map<String, BakeTarget> targets) {
    this.request = request;
    this.targets = targets;
  }

  /**
   * Derives it from what the stack's file and configuration say.
   *
   * @throws BuildFailed when they cannot be built: context outside the sources, unknown service
   */
  static BakeFile of(BuildRequest request) throws BuildFailed {
    Map<String, BakeTarget> targets = new LinkedHashMap<>();
    switch (request.config().kind()) {
      case COMPOSE -> {
        for (ModelBuild build : ModelBuild.all(request)) {
          targets.put(build.service(), build.target());
        }
      }
      case DOCKERFILE -> {
        String service = DockerfileBuild.service(request);
        targets.put(service, DockerfileBuild.target(request));
      }
      case NONE -> {}
    }
    return new BakeFile(request, targets);
  }

  /** Returns whether there is nothing to build. */
  boolean empty() {
    return targets.isEmpty();
  }

  /** Returns the services that are built, by the names of their targets. */
  Map<String, String> services() {
    return targets.keySet().stream().collect(Collectors.toMap(BakeTarget::nameOf, name -> name));
  }

  /** Returns the tag of a service's image. */
  String reference(String service) {
    return ImageNames.of(request.stack(), service, request.release());
  }

  /** Returns the file as JSON, in which BuildKit's own templates are switched off. */
  String json() {
    Map<String, Object> all = new LinkedHashMap<>();
    targets.forEach(
        (service, target) -> all.put(BakeTarget.nameOf(service), complete(service, target)));
    Map<String, Object> group = Map.of("default", Map.of("targets", List.copyOf(all.keySet())));
    return Requests.json().toJson(Map.of("group", group, "target", all));
  }

  private Object complete(String service, BakeTarget target) {
    BuildConfig config = request.config();
    Map<String, Object> tree = new LinkedHashMap<>(target.tree());
    Map<String, Object> arguments = new LinkedHashMap<>(target.arguments());
    config.arguments().forEach(argument -> arguments.put(argument.name(), argument.value()));
    tree.put("args", arguments);
    Map<String, Object> labels = new LinkedHashMap<>(target.labels());
    labels.put("slipway.stack", request.stack().value());
    labels.put("slipway.service", service);
    labels.put("slipway.release", Long.toString(request.release()));
    labels.put("slipway.deployment", Long.toString(request.deployment()));
    if (request.commit() != null) {
      labels.put("slipway.commit", request.commit());
      labels.put("org.opencontainers.image.revision", request.commit());
    }
    tree.put("labels", labels);
    tree.put("tags", List.of(reference(service)));
    tree.put("output", List.of("type=docker"));
    if (!config.platforms().isEmpty()) {
      tree.put("platforms", config.platforms());
    }
    List<String> secrets = new ArrayList<>(target.secretsExcept(config.secrets()));
    config
        .secrets()
        .forEach(s -> secrets.add("id=" + s.name() + ",env=" + SECRET_PREFIX + s.name()));
    tree.put("secret", secrets);
    return HclText.escaped(tree);
  }

  /** Returns a path inside the sources. */
  static Path inside(BuildRequest request, Path path, String what) throws BuildFailed {
    Path sources = SourcePaths.real(request.sources());
    Path real = SourcePaths.real(path);
    if (!real.startsWith(sources)) {
      throw new BuildFailed(
          what + " leads out of the repository: " + path + ". Nothing was built.", List.of());
    }
    return real;
  }
}
