package io.slipway.deploy.strategy;

import io.slipway.compose.ComposeModel;
import io.slipway.deploy.Labels;
import io.slipway.deploy.Release;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the model of a slot: some services of a release in a project beside the stack's own, on its
 * networks and volumes, without what can be had only once.
 */
final class SlotModel {

  private static final List<String> ONCE_ONLY =
      List.of("ports", "container_name", "depends_on", "build", "profiles", "pull_policy");

  private SlotModel() {}

  /**
   * Returns the model as JSON, which compose takes as a file.
   *
   * @param stackFolder where files lie that no release brings
   * @param releaseFolder where the release's files lie
   * @param oneShot whether the services are jobs, which are not restarted
   */
  static String json(
      Release release,
      Collection<String> services,
      String slot,
      long deployment,
      Path stackFolder,
      Path releaseFolder,
      boolean oneShot) {
    Map<String, Object> tree = release.modelIn(stackFolder.toString()).mutableCopy();
    ReleasePaths paths = new ReleasePaths(release, stackFolder, releaseFolder);
    Map<String, Object> slim = new LinkedHashMap<>();
    Map<String, Object> all = child(tree, "services");
    for (String name : services) {
      Map<String, Object> service = child(all, name);
      ONCE_ONLY.forEach(service::remove);
      service.put("image", release.service(name).image());
      if (oneShot) {
        service.put("restart", "no");
        service.remove("deploy");
      }
      labels(service, release, name, slot, deployment);
      paths.mounts(service);
      slim.put(name, service);
    }
    Map<String, Object> slotTree = new LinkedHashMap<>();
    slotTree.put("name", project(release, slot));
    slotTree.put("services", slim);
    external(tree, slotTree, "networks", used(slim, "networks"));
    external(tree, slotTree, "volumes", usedVolumes(slim));
    for (String key : List.of("configs", "secrets")) {
      if (tree.get(key) instanceof Map<?, ?> objects) {
        objects.values().forEach(paths::file);
        slotTree.put(key, objects);
      }
    }
    return ComposeModel.toJson(slotTree);
  }

  /** Returns the name of a slot's project. */
  static String project(Release release, String slot) {
    return release.stack().value() + "-" + slot;
  }

  private static void labels(
      Map<String, Object> service, Release release, String name, String slot, long deployment) {
    Map<String, Object> labels =
        new LinkedHashMap<>(
            service.get("labels") instanceof Map<?, ?> ? child(service, "labels") : Map.of());
    labels.put(Labels.STACK, release.stack().value());
    labels.put(Labels.RELEASE, String.valueOf(release.revision(name)));
    labels.put(Labels.DEPLOYMENT, String.valueOf(deployment));
    labels.put(Labels.SLOT, slot);
    service.put("labels", labels);
  }

  private static void external(
      Map<String, Object> tree, Map<String, Object> slotTree, String key, List<String> used) {
    Map<String, Object> resources = new LinkedHashMap<>();
    Map<String, Object> all = tree.get(key) instanceof Map<?, ?> ? child(tree, key) : Map.of();
    for (String name : used) {
      Map<String, Object> resource = new LinkedHashMap<>();
      resource.put("name", actual(all, name));
      resource.put("external", true);
      resources.put(name, resource);
    }
    slotTree.put(key, resources);
  }

  private static Object actual(Map<String, Object> all, String key) {
    return all.get(key) instanceof Map<?, ?> map && map.get("name") != null
        ? String.valueOf(map.get("name"))
        : key;
  }

  private static List<String> used(Map<String, Object> services, String key) {
    List<String> names = new ArrayList<>();
    for (Object service : services.values()) {
      @Nullable Object value = ((Map<?, ?>) service).get(key);
      if (value instanceof Map<?, ?> map) {
        map.keySet().forEach(name -> add(names, String.valueOf(name)));
      }
    }
    return names;
  }

  private static List<String> usedVolumes(Map<String, Object> services) {
    List<String> names = new ArrayList<>();
    for (Object service : services.values()) {
      if (((Map<?, ?>) service).get("volumes") instanceof List<?> mounts) {
        for (Object mount : mounts) {
          if (mount instanceof Map<?, ?> map
              && "volume".equals(map.get("type"))
              && map.get("source") != null) {
            add(names, String.valueOf(map.get("source")));
          }
        }
      }
    }
    return names;
  }

  private static void add(List<String> names, String name) {
    if (!names.contains(name)) {
      names.add(name);
    }
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> child(Map<String, Object> tree, String key) {
    if (!(tree.get(key) instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException("The model has no " + key);
    }
    return (Map<String, Object>) map;
  }
}
