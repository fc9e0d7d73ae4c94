package io.slipway.deploy;

import io.avaje.jsonb.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A deployment as the API gives it ({@code Deployment} in openapi.yaml). */
@Json
public record DeploymentView(
    String stack,
    long number,
    String state,
    String kind,
    String strategy,
    String actor,
    @Nullable String eventId,
    @Nullable CommitView commit,
    @Nullable Long fromRelease,
    @Nullable Long toRelease,
    String queuedAt,
    @Nullable String startedAt,
    @Nullable String endedAt,
    @Nullable Integer queuePosition,
    @Nullable Boolean live,
    @Nullable Integer canaryWeight,
    boolean cancelAsked,
    boolean pastReturn,
    @Nullable Failure failure,
    @Nullable String note,
    String cursor,
    List<PhaseState> phases) {

  /** A stop of the phase rail. */
  @Json
  public record PhaseState(String phase, String state, @Nullable Long milliseconds) {}
}
