package io.slipway.deploy;

import io.avaje.jsonb.Json;
import io.slipway.deploy.eligible.PlanReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a deployment would do ({@code DeployPlan} in openapi.yaml).
 *
 * @param strategy the one that is wanted
 * @param chosen the one that would be used, or {@code refused}
 * @param steps in their order
 * @param back the steps that bring back what runs now, if one fails after the first that takes from
 *     it; empty when none does
 * @param backTo the release that is brought back; null when it is not known as one yet, or none is
 * @param autoRollback whether a version that turns bad while it serves is taken back by itself
 */
@Json
record DeployPlan(
    String strategy,
    String chosen,
    List<ServicePlan> services,
    List<PlannedStep> steps,
    List<PlannedStep> back,
    @Nullable Long backTo,
    boolean autoRollback,
    List<DeployConfig.RouteRule> routes,
    List<PlanReason> notes,
    List<StrategyPlan> strategies) {

  /** What becomes of a service. */
  enum Change {
    CREATED,
    REPLACED,
    UNCHANGED,
    REMOVED
  }

  @Json
  record ServicePlan(String name, Change change, boolean routed, List<PlanReason> reasons) {}

  /**
   * A step by the key under which it will be recorded, and in words.
   *
   * @param takes whether it takes capacity or traffic from what runs now
   */
  @Json
  record PlannedStep(String key, String title, boolean takes) {}

  @Json
  record StrategyPlan(String strategy, boolean possible, List<PlanReason> reasons) {}
}
