package io.slipway.compose;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Tells which services are bound to the containers of others: {@code network_mode}, {@code pid} or
 * {@code ipc} of {@code service:x}, {@code volumes_from}, and {@code links}.
 */
final class Bindings {

  private static final String SERVICE = "service:";

  private Bindings() {}

  /**
   * Returns whose containers a service is bound to, in the order of their names.
   *
   * @param links whether a link counts, which leads to whatever has the name now
   */
  static Set<String> of(ComposeModel model, String service, boolean links) {
    Set<String> found = new TreeSet<>();
    Map<?, ?> raw = model.tree(service);
    for (String key : List.of("network_mode", "pid", "ipc")) {
      if (raw.get(key) instanceof String mode && mode.startsWith(SERVICE)) {
        found.add(mode.substring(SERVICE.length()));
      }
    }
    first(raw.get("volumes_from"), found);
    if (links) {
      first(raw.get("links"), found);
    }
    return found;
  }

  /** Returns the services bound to others, also by way of a third; links do not count. */
  static Set<String> to(ComposeModel model, Collection<String> others) {
    Set<String> all = new LinkedHashSet<>(others);
    boolean more = true;
    while (more) {
      more = false;
      for (String service : model.services().keySet()) {
        if (!all.contains(service) && of(model, service, false).stream().anyMatch(all::contains)) {
          more = all.add(service);
        }
      }
    }
    all.removeAll(others);
    return all;
  }

  /** The first part of {@code service:alias} and {@code service:ro}; a container is nobody's. */
  private static void first(@Nullable Object list, Set<String> found) {
    if (list instanceof List<?> entries) {
      entries.stream()
          .map(entry -> String.valueOf(entry).split(":", 2)[0])
          .filter(name -> !name.equals("container"))
          .forEach(found::add);
    }
  }
}
