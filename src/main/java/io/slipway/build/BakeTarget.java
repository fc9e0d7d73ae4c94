package io.slipway.build;

import java.util.List;
import java.util.Map;

/**
 * A target of bake as the sources describe it, before Slipway adds its own.
 *
 * @param tree context, dockerfile and what else bake understands
 * @param arguments build arguments
 * @param labels of the image
 * @param secrets mounts that the stack's file names, by id, in bake's words
 */
record BakeTarget(
    Map<String, Object> tree,
    Map<String, Object> arguments,
    Map<String, Object> labels,
    Map<String, String> secrets) {

  /** Returns the name of a service's target: bake takes letters, digits, _ and - only. */
  static String nameOf(String service) {
    return service.replaceAll("[^A-Za-z0-9_-]", "_");
  }

  List<String> secretsExcept(List<BuildSecret> others) {
    List<String> names = others.stream().map(BuildSecret::name).toList();
    return secrets.entrySet().stream()
        .filter(secret -> !names.contains(secret.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }
}
