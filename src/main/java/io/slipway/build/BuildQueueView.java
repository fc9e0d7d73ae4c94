package io.slipway.build;

import io.avaje.jsonb.Json;
import java.time.Instant;
import java.util.List;

/** What is being built and what waits, in order, as the API shows it. */
@Json
record BuildQueueView(List<Build> builds) {

  /** One of them; see {@link QueuedBuild}. */
  @Json
  record Build(String stack, long deployment, int position, Instant since) {}

  static BuildQueueView of(List<QueuedBuild> queue) {
    return new BuildQueueView(
        queue.stream()
            .map(build ->
                new Build(
                    build.stack().value(), build.deployment(), build.position(), build.since()))
            .toList());
  }
}
