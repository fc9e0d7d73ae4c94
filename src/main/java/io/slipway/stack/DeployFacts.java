package io.slipway.stack;

import io.slipway.compose.StackName;
import java.util.List;
import java.util.Optional;

/** What deployments have to say of a stack, for the list of stacks. */
public interface DeployFacts {

  /** Deployments have nothing to say. */
  DeployFacts NONE = _ -> Optional.empty();

  /** Returns how the stack is deployed; empty when no repository feeds it. Called often. */
  Optional<DeploySummary> of(StackName stack);

  /** Returns the ports that the router listens on for the stack. */
  default List<RoutedPort> routedPorts(StackName stack) {
    return List.of();
  }

  /**
   * A port of a service that the router listens on instead of the engine.
   *
   * @param service whose port it is
   * @param listen port of this machine
   * @param target port inside the container
   */
  record RoutedPort(String service, int listen, int target) {}
}
