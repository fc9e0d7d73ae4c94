package io.slipway.build;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The secret mounts that a service's build section names, in bake's words by id. */
final class ModelSecrets {

  private ModelSecrets() {}

  /** Returns what buildx needs in its environment for those that are variables. */
  static Map<String, String> variables(BuildRequest request) {
    Map<String, String> variables = new LinkedHashMap<>();
    for (Object definition : ModelBuild.map(request.model().get("secrets")).values()) {
      String variable = String.valueOf(ModelBuild.map(definition).get("environment"));
      String value = request.environment().get(variable);
      if (value != null) {
        variables.put(BakeFile.VARIABLE_PREFIX + variable, value);
      }
    }
    return variables;
  }

  static Map<String, String> of(BuildRequest request, List<?> named) throws BuildFailed {
    Map<String, Object> definitions = ModelBuild.map(request.model().get("secrets"));
    Map<String, String> mounts = new LinkedHashMap<>();
    for (Object entry : named) {
      Map<String, Object> mount = ModelBuild.map(entry);
      String source = mount.isEmpty() ? entry.toString() : mount.get("source") + "";
      String id = mount.get("target") == null ? source : mount.get("target").toString();
      Map<String, Object> definition = ModelBuild.map(definitions.get(source));
      Object file = definition.get("file");
      String variable = String.valueOf(definition.get("environment"));
      if (file != null) {
        Path path = request.sources().resolve(file.toString());
        mounts.put(id, "id=" + id + ",src=" + BakeFile.inside(request, path, "The secret " + id));
      } else if (request.environment().containsKey(variable)) {
        mounts.put(id, "id=" + id + ",env=" + BakeFile.VARIABLE_PREFIX + variable);
      } else if (request.config().secrets().stream().noneMatch(s -> s.name().equals(id))) {
        request
            .log()
            .line(
                "The secret "
                    + id
                    + " has neither a file nor a variable in .env: add it to the build settings.");
      }
    }
    return mounts;
  }
}
