package io.slipway.compose.run;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which service each container of the commands becomes. */
final class Names {

  private final Map<String, String> services = new HashMap<>();
  private final Set<String> taken = new HashSet<>();

  /** Returns a service's name for a command: the container's, or the last part of the image's. */
  String give(RunCommand command) {
    String container = command.last("name").orElse("");
    String wanted = key(container.isEmpty() ? imageName(command.image()) : container);
    String name = wanted;
    for (int i = 2; !taken.add(name); i++) {
      name = wanted + "-" + i;
    }
    if (!container.isEmpty()) {
      services.putIfAbsent(container, name);
    }
    return name;
  }

  /** Returns whether a container is one of those of the commands. */
  boolean knows(String container) {
    return services.containsKey(container);
  }

  /** Returns the service of a container that is known. */
  String service(String container) {
    return services.getOrDefault(container, container);
  }

  /** Returns how a mode such as {@code container:x} is written, which may be a service's. */
  String mode(String mode) {
    String container = mode.startsWith("container:") ? mode.substring(10) : "";
    return knows(container) ? "service:" + service(container) : mode;
  }

  /** Returns a text as compose takes it for a key. */
  static String key(String text) {
    String key = text.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[-._]+|[-._]+$", "");
    return key.isEmpty() ? "app" : key;
  }

  private static String imageName(String image) {
    String path = image.replaceAll("@.*$", "").replaceAll("^.*/", "");
    return path.replaceAll(":.*$", "").toLowerCase(Locale.ROOT);
  }
}
