package io.slipway.route;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the router really does now, as it says itself.
 *
 * @param running whether it answers; all else is empty if not
 * @param version of the router's program
 * @param targets of all routes
 * @param held routes whose requests wait
 * @param troubles sentences about what it cannot do at present: a port that another program took
 */
public record RouterObservation(
    boolean running,
    String version,
    List<TargetStats> targets,
    Set<RouteId> held,
    List<String> troubles) {

  /** What is seen of a router that does not answer. */
  public static final RouterObservation AWAY =
      new RouterObservation(false, "", List.of(), Set.of(), List.of());

  public RouterObservation {
    targets = List.copyOf(targets);
    held = Set.copyOf(held);
    troubles = List.copyOf(troubles);
  }

  /** Returns what the router says of a target, if it knows it. */
  public Optional<TargetStats> target(TargetId id) {
    return targets.stream().filter(target -> target.target().equals(id)).findFirst();
  }

  /** Returns whether requests of the route go to the target. */
  public boolean serves(TargetId id) {
    return target(id).filter(target -> target.weight() > 0).isPresent();
  }
}
