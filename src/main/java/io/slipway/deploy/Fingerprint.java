package io.slipway.deploy;

import io.slipway.compose.ComposeService;
import io.slipway.deploy.eligible.Routing;
import io.slipway.kernel.Digest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All that makes a service's containers what they are, as one digest. */
final class Fingerprint {

  private static final List<String> LEFT_OUT =
      List.of("image", "build", "pull_policy", "ports", "scale");

  private Fingerprint() {}

  /**
   * Returns the digest.
   *
   * @param tree the rendered model, with {@link Release#FOLDER} for the folder
   * @param variables from which secrets may take their content
   */
  static String of(
      ComposeService service,
      Map<String, Object> tree,
      String imageId,
      Routing routing,
      List<Release.StoredFile> files,
      Map<String, String> variables) {
    Map<String, Object> raw =
        new LinkedHashMap<>(Jsons.map(Jsons.map(tree, "services"), service.name()));
    LEFT_OUT.forEach(raw::remove);
    if (routing.dropsName(service)) {
      raw.remove("container_name");
    }
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("service", raw);
    all.put("image", imageId);
    all.put("ports", routing.kept(service).stream().map(Object::toString).sorted().toList());
    List<String> contents = new ArrayList<>();
    service.volumes().stream()
        .filter(mount -> mount.type().equals("bind") && mount.source() != null)
        .forEach(mount -> contents.addAll(under(String.valueOf(mount.source()), files)));
    objects(tree, "configs", service.configs(), files, variables, contents);
    objects(tree, "secrets", service.secrets(), files, variables, contents);
    all.put("contents", contents);
    return Digest.sha256(Jsons.canonical(all));
  }

  private static void objects(
      Map<String, Object> tree,
      String kind,
      List<String> keys,
      List<Release.StoredFile> files,
      Map<String, String> variables,
      List<String> contents) {
    for (String key : keys) {
      Map<String, Object> object = Jsons.map(Jsons.map(tree, kind), key);
      contents.add(Jsons.canonical(object));
      if (object.get("file") instanceof String file) {
        contents.addAll(under(file, files));
      }
      if (object.get("environment") instanceof String variable) {
        contents.add(variables.getOrDefault(variable, ""));
      }
    }
  }

  private static List<String> under(String source, List<Release.StoredFile> files) {
    String prefix = Release.FOLDER + "/";
    if (!source.startsWith(prefix)) {
      return List.of();
    }
    String relative = source.substring(prefix.length());
    return files.stream()
        .filter(f -> f.path().equals(relative) || f.path().startsWith(relative + "/"))
        .map(f -> f.path() + " " + f.sha256())
        .toList();
  }
}
