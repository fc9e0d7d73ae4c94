package io.slipway.build;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The one target of a stack that is built from a Dockerfile. */
final class DockerfileBuild {

  private DockerfileBuild() {}

  /** Returns whose image it is. */
  static String service(BuildRequest request) throws BuildFailed {
    Set<String> services = ModelBuild.services(request.model()).keySet();
    String named = request.config().service();
    if (named == null && services.size() == 1) {
      return services.iterator().next();
    }
    if (named == null || !services.contains(named)) {
      throw new BuildFailed(
          (named == null
                  ? "The build settings do not say whose image the Dockerfile makes."
                  : "The build settings name the service “" + named + "”, which does not exist.")
              + " The stack's services are: "
              + String.join(", ", services)
              + ".",
          List.of());
    }
    return named;
  }

  static BakeTarget target(BuildRequest request) throws BuildFailed {
    BuildConfig config = request.config();
    Path context =
        BakeFile.inside(
            request, request.sources().resolve(config.context()), "The build's context");
    Path dockerfile =
        BakeFile.inside(request, context.resolve(config.dockerfile()), "The Dockerfile");
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("context", context.toString());
    tree.put("dockerfile", dockerfile.toString());
    if (config.target() != null) {
      tree.put("target", config.target());
    }
    return new BakeTarget(tree, Map.of(), Map.of(), Map.of());
  }
}
