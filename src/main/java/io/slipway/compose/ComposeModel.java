package io.slipway.compose;

import io.avaje.jsonb.Jsonb;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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

  private static final Jsonb JSON =
      Jsonb.builder().serializeNulls(true).serializeEmpty(true).build();

  /** Reads what {@code docker compose config --format json} wrote. */
  public static ComposeModel parse(String json) {
    if (JSON.type(Object.class).fromJson(json) instanceof Map<?, ?> map) {
      return of(Tree.copy(map));
    }
    throw new IllegalArgumentException("compose wrote no JSON object");
  }

  /** Reads a rendered tree, one that was changed for instance. */
  public static ComposeModel of(Map<String, Object> tree) {
    return ModelReading.model(Tree.frozen(tree));
  }

  /** Returns a service. */
  public Optional<ComposeService> service(String service) {
    return Optional.ofNullable(services.get(service));
  }

  /** Returns a service as it was rendered, with what has no field here; empty if there is none. */
  public Map<?, ?> tree(String service) {
    return raw.get("services") instanceof Map<?, ?> all && all.get(service) instanceof Map<?, ?> one
        ? one
        : Map.of();
  }

  /** Returns the rendered tree for changing: a deep copy that shares nothing with this model. */
  public Map<String, Object> mutableCopy() {
    return Tree.copy(raw);
  }

  /** Writes a tree as JSON, which compose takes as a file ({@code .json} is YAML too). */
  public static String toJson(Map<String, Object> tree) {
    return JSON.toJson(tree);
  }

  /** Returns the services that run to their end. */
  public List<String> oneShots() {
    return OneShots.of(this).stream().sorted().toList();
  }

  /**
   * Returns what services depend on, also by way of others, what is needed first coming first; some
   * of the services themselves, when others of them depend on these.
   */
  public Set<String> dependencies(Collection<String> dependents) {
    Set<String> found = new LinkedHashSet<>();
    dependents.forEach(dependent -> addDependencies(dependent, found));
    return found;
  }

  private void addDependencies(String dependent, Set<String> found) {
    for (ComposeDependency dependency :
        service(dependent).map(ComposeService::dependsOn).orElse(List.of())) {
      if (!found.contains(dependency.service())) {
        addDependencies(dependency.service(), found);
        found.add(dependency.service());
      }
    }
  }

  /**
   * Returns the services whose containers one is bound to: it lives in their network, processes or
   * volumes, or is linked to them, and knows each container by its id.
   */
  public Set<String> bindings(String service) {
    return Bindings.of(this, service, true);
  }

  /**
   * Returns the services that live in the network, processes or volumes of others' containers, also
   * by way of a third: they have to be made anew with them.
   */
  public Set<String> boundTo(Set<String> others) {
    return Bindings.to(this, others);
  }
}
