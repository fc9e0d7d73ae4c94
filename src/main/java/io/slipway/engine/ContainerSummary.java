package io.slipway.engine;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A container as the engine lists it, stopped ones too. Health and exit code are read from the
 * status text, so that one list answers what would otherwise need an inspect for each container.
 *
 * @param id 64 hexadecimal digits
 * @param names without the leading slash; the first one is its own, others are links
 * @param image the reference it was made from, or an id when that has moved on
 * @param imageId {@code sha256:…}
 * @param state what it does
 * @param status the engine's words: {@code Up 3 minutes (healthy)}
 * @param labels of the container, which include those of its image
 * @param createdAt to the second
 * @param ports exposed and published
 * @param networks its IPv4 address in each network by the network's name; empty text when stopped
 */
public record ContainerSummary(
    String id,
    List<String> names,
    String image,
    String imageId,
    ContainerState state,
    String status,
    Map<String, String> labels,
    Instant createdAt,
    List<ContainerPort> ports,
    Map<String, String> networks) {

  // moby container/state.go String(): "Exited (%d) %s ago", "Restarting (%d) %s ago"
  private static final Pattern EXIT_CODE = Pattern.compile("(?:Exited|Restarting) \\((\\d+)\\).*");

  /** Returns its name. */
  public String name() {
    return names.isEmpty() ? id.substring(0, 12) : names.getFirst();
  }

  /** Returns a label, or null. */
  public @Nullable String label(String key) {
    return labels.get(key);
  }

  /** Returns what its health check says, {@link Health#NONE} also while it does not run. */
  public Health health() {
    if (status.endsWith("(healthy)")) {
      return Health.HEALTHY;
    }
    if (status.endsWith("(unhealthy)")) {
      return Health.UNHEALTHY;
    }
    return status.endsWith("(health: starting)") ? Health.STARTING : Health.NONE;
  }

  /** Returns how it ended last, or null when it runs or has not run yet. */
  public @Nullable Integer exitCode() {
    Matcher matcher = EXIT_CODE.matcher(status);
    return matcher.matches() ? Integer.valueOf(matcher.group(1)) : null;
  }
}
