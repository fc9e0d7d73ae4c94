package io.slipway.stack;

import io.slipway.engine.ContainerDetails;
import io.slipway.engine.ContainerPort;
import io.slipway.engine.ContainerState;
import io.slipway.engine.ContainerSummary;
import io.slipway.engine.Health;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one container of a compose project: first from the engine's list, in full as
 * soon as something happens to it or somebody looks.
 *
 * @param details all that is known, or null while only the list has told
 */
record Fact(
    String id,
    String name,
    String image,
    Map<String, String> labels,
    ContainerState state,
    Health health,
    @Nullable Integer exitCode,
    @Nullable String restartPolicy,
    List<ContainerPort> ports,
    @Nullable ContainerDetails details) {

  static final String PROJECT = "com.docker.compose.project";
  static final String SERVICE = "com.docker.compose.service";
  static final String FOLDER = "com.docker.compose.project.working_dir";
  static final String STACK = "slipway.stack";
  static final String RELEASE = "slipway.release";
  static final String SLOT = "slipway.slot";
  private static final String ONE_OFF = "com.docker.compose.oneoff";

  static Fact of(ContainerSummary listed) {
    return new Fact(
        listed.id(),
        listed.name(),
        listed.image(),
        listed.labels(),
        listed.state(),
        listed.health(),
        listed.state() == ContainerState.EXITED ? listed.exitCode() : null,
        null,
        listed.ports(),
        null);
  }

  static Fact of(ContainerDetails found) {
    boolean ended = found.state() == ContainerState.EXITED || found.state() == ContainerState.DEAD;
    return new Fact(
        found.id(),
        found.name(),
        found.image(),
        found.labels(),
        found.state(),
        found.state() == ContainerState.RUNNING ? found.health() : Health.NONE,
        ended ? found.exitCode() : null,
        found.restartPolicy(),
        found.ports(),
        found);
  }

  /** Returns whether compose made it for a service, not for one {@code compose run}. */
  boolean counts() {
    return label(PROJECT) != null
        && label(SERVICE) != null
        && !"true".equalsIgnoreCase(label(ONE_OFF));
  }

  /** Returns whether the list is not enough to tell done from down. */
  boolean undecided() {
    return details == null && Objects.equals(exitCode, 0);
  }

  String project() {
    return labels.getOrDefault(PROJECT, "");
  }

  String service() {
    return labels.getOrDefault(SERVICE, "");
  }

  @Nullable String label(String key) {
    return labels.get(key);
  }
}
