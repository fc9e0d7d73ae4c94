package io.slipway.deploy;

import io.avaje.jsonb.Json;
import io.slipway.deploy.eligible.PlanReason;
import java.util.List;

/**
 * What a deployment would do ({@code DeployPlan} in openapi.yaml).
 *
 * @param strategy the one that is wanted
 * @param chosen the one that would be used, or {@code refused}
 * @param steps in their order
 */
@Json
record DeployPlan(
    String strategy,
    String chosen,
    List<ServicePlan> services,
    List<PlannedStep> steps,
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

  /** A step by the key under which it will be recorded, and in words. */
  @Json
  record PlannedStep(String key, String title) {}

  @Json
  record StrategyPlan(String strategy, boolean possible, List<PlanReason> reasons) {}
}
