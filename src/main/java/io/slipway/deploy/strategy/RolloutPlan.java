package io.slipway.deploy.strategy;

import io.avaje.jsonb.Json;
import io.avaje.jsonb.Jsonb;
import java.util.ArrayList;
import java.util.List;

/**
 * What a deployment is going to touch, worked out once from what runs and kept in its journal, so
 * that after a crash the same is done.
 *
 * @param slot project suffix that the new version starts in
 * @param backSlot project suffix that the old version starts in if it has to come back
 * @param routed changed services that requests reach
 * @param base changed services that those or the jobs need: started before
 * @param others all other changed services: replaced after
 * @param removed services that the new release has no more
 * @param jobs one-shot jobs to be run
 * @param batches how many containers the largest of {@code routed} has: rolling goes one by one
 * @param serving whether the old version is reached through the router
 * @param replaces whether containers of {@code routed} or {@code base} run that have to go
 * @param replacesOthers whether containers of {@code others} or {@code removed} run that have to go
 */
@Json
public record RolloutPlan(
    String slot,
    String backSlot,
    List<String> routed,
    List<String> base,
    List<String> others,
    List<String> removed,
    List<String> jobs,
    int batches,
    boolean serving,
    boolean replaces,
    boolean replacesOthers) {

  private static final Jsonb JSON = Jsonb.builder().build();

  public RolloutPlan {
    routed = List.copyOf(routed);
    base = List.copyOf(base);
    others = List.copyOf(others);
    removed = List.copyOf(removed);
    jobs = List.copyOf(jobs);
  }

  /** Reads what {@link #toJson} wrote. */
  public static RolloutPlan parse(String json) {
    return JSON.type(RolloutPlan.class).fromJson(json);
  }

  /** Returns it as text for the journal. */
  public String toJson() {
    return JSON.toJson(this);
  }

  /** Returns all services whose containers change, but jobs. */
  public List<String> changed() {
    List<String> all = new ArrayList<>(base);
    all.addAll(routed);
    all.addAll(others);
    return all;
  }
}
