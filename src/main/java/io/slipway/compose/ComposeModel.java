package io.slipway.compose;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A project as compose itself renders it: files merged, variables filled in, short forms written
 * out, services of inactive profiles left out.
 *
 * @param name the project's name
 * @param services by name
 * @param networks by the key used in the file
 * @param volumes by the key used in the file
 * @param configs by the key used in the file
 * @param secrets by the key used in the file
 * @param raw the whole rendered tree, unmodifiable: maps, lists, strings, numbers, booleans
 */
public record ComposeModel(
    String name,
    Map<String, ComposeService> services,
    Map<String, ComposeResource> networks,
    Map<String, ComposeResource> volumes,
    Map<String, ComposeFileObject> configs,
    Map<String, ComposeFileObject> secrets,
    Map<String, Object> raw) {

  /** Reads what {@code docker compose config --format json} wrote. */
  public static ComposeModel parse(String json) {
    throw new UnsupportedOperationException();
  }

  /** Returns a service. */
  public Optional<ComposeService> service(String service) {
    return Optional.ofNullable(services.get(service));
  }

  /** Returns the rendered tree for changing: a deep copy that shares nothing with this model. */
  public Map<String, Object> mutableCopy() {
    throw new UnsupportedOperationException();
  }

  /** Writes a tree as JSON, which compose takes as a file ({@code .json} is YAML too). */
  public static String toJson(Map<String, Object> tree) {
    throw new UnsupportedOperationException();
  }

  /** Returns the services that run to their end. */
  public List<String> oneShots() {
    throw new UnsupportedOperationException();
  }
}
