package io.slipway.build;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The build section of one service of the rendered model (compose-spec build.md), as a target of
 * bake. What is not listed here is refused by name rather than ignored.
 */
record ModelBuild(String service, BakeTarget target) {

  private static final List<String> SAME = List.of("target", "no_cache", "pull", "network");
  private static final List<String> IGNORED =
      List.of("tags", "x-bake", "isolation", "privileged", "entitlements", "provenance", "sbom");

  /** Returns the build sections of all services that have one. */
  static List<ModelBuild> all(BuildRequest request) throws BuildFailed {
    List<ModelBuild> builds = new ArrayList<>();
    for (Map.Entry<String, Object> service : services(request.model()).entrySet()) {
      Object section = map(service.getValue()).get("build");
      if (section != null) {
        builds.add(of(request, service.getKey(), map(section)));
      }
    }
    return builds;
  }

  /** Returns whether any service has a build section. */
  static boolean any(Map<String, Object> model) {
    return services(model).values().stream().anyMatch(service -> map(service).get("build") != null);
  }

  static Map<String, Object> services(Map<String, Object> model) {
    return map(model.get("services"));
  }

  private static ModelBuild of(BuildRequest request, String service, Map<String, Object> section)
      throws BuildFailed {
    Map<String, Object> tree = new LinkedHashMap<>();
    Map<String, String> secrets = new LinkedHashMap<>();
    String context = place(request, service, text(section, "context", "."));
    tree.put("context", context);
    for (Map.Entry<String, Object> field : section.entrySet()) {
      Object value = field.getValue();
      switch (field.getKey()) {
        case "context", "args", "labels" -> {}
        case "dockerfile" -> tree.put("dockerfile", dockerfile(request, context, value.toString()));
        case "dockerfile_inline" -> tree.put("dockerfile-inline", value);
        case "cache_from" -> tree.put("cache-from", caches(value));
        case "cache_to" -> tree.put("cache-to", caches(value));
        case "additional_contexts" -> tree.put("contexts", contexts(request, service, map(value)));
        case "platforms" -> tree.put("platforms", value);
        case "shm_size" -> tree.put("shm-size", value.toString());
        case "ssh" -> tree.put("ssh", ssh(value));
        case "secrets" -> secrets.putAll(ModelSecrets.of(request, (List<?>) value));
        default -> {
          String name = field.getKey();
          if (SAME.contains(name)) {
            tree.put(name.replace('_', '-'), value);
          } else if (!IGNORED.contains(name)) {
            request.log().line("Not used: build." + name + " of the service " + service + ".");
          }
        }
      }
    }
    return new ModelBuild(
        service,
        new BakeTarget(tree, pairs(section.get("args")), pairs(section.get("labels")), secrets));
  }

  private static String place(BuildRequest request, String service, String place)
      throws BuildFailed {
    if (remote(place)) {
      return place;
    }
    Path path = request.sources().resolve(place);
    return BakeFile.inside(request, path, "The build context of " + service).toString();
  }

  private static boolean remote(String place) {
    return place.matches("(https?|ssh|git|docker-image|oci-layout|target)://.*|git@.*");
  }

  private static String dockerfile(BuildRequest request, String context, String dockerfile)
      throws BuildFailed {
    if (remote(context)) {
      return dockerfile;
    }
    Path path = Path.of(context).resolve(dockerfile);
    return BakeFile.inside(request, path, "The Dockerfile").toString();
  }

  private static Map<String, Object> contexts(
      BuildRequest request, String service, Map<String, Object> named) throws BuildFailed {
    Map<String, Object> contexts = new LinkedHashMap<>();
    for (Map.Entry<String, Object> context : named.entrySet()) {
      String value = context.getValue().toString();
      contexts.put(
          context.getKey(),
          value.startsWith("service:")
              ? "target:" + BakeTarget.nameOf(value.substring("service:".length()))
              : place(request, service, value));
    }
    return contexts;
  }

  /** The short form of a cache is an image's name. */
  private static List<String> caches(Object value) {
    return ((List<?>) value)
        .stream()
            .map(Object::toString)
            .map(cache -> cache.contains("=") ? cache : "type=registry,ref=" + cache)
            .toList();
  }

  private static List<String> ssh(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(key ->
              key.getValue() == null ? "" + key.getKey() : key.getKey() + "=" + key.getValue())
          .toList();
    }
    return ((List<?>) value).stream().map(Object::toString).toList();
  }

  private static Map<String, Object> pairs(@org.jspecify.annotations.Nullable Object value) {
    Map<String, Object> pairs = new LinkedHashMap<>();
    map(value)
        .forEach((name, text) -> {
          if (text != null) {
            pairs.put(name, text.toString());
          }
        });
    return pairs;
  }

  private static String text(Map<String, Object> tree, String name, String otherwise) {
    return Objects.toString(tree.get(name), otherwise);
  }

  @SuppressWarnings("unchecked") // the rendered model is JSON: its objects have names as keys
  static Map<String, Object> map(@org.jspecify.annotations.Nullable Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }
}
