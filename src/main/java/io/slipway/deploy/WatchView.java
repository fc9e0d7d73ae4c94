package io.slipway.deploy;

import io.avaje.jsonb.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the watch of a stack knows.
 *
 * @param release that serves, or null
 * @param paused whether it waits for a deployment to end
 * @param latest what is known of that release, or null
 * @param changes of this release and those before, newest first
 * @param checks what was seen of that release
 */
@Json
record WatchView(
    WatchRule rule,
    @Nullable Long release,
    boolean paused,
    @Nullable WatchChange latest,
    List<WatchChange> changes,
    List<Watched> checks) {

  /** A check with what it has seen, oldest first. */
  @Json
  record Watched(String name, List<DeploymentDetailsView.Sample> samples) {}

  static WatchView of(
      WatchRule rule,
      @Nullable Long live,
      boolean paused,
      List<WatchChange> changes,
      List<CheckResult> samples) {
    Map<String, List<DeploymentDetailsView.Sample>> byName = new LinkedHashMap<>();
    for (CheckResult sample : samples) {
      byName
          .computeIfAbsent(sample.check(), _ -> new ArrayList<>())
          .add(
              new DeploymentDetailsView.Sample(
                  sample.at().toString(), sample.verdict().name(), sample.detail(), null));
    }
    return new WatchView(
        rule,
        live,
        paused,
        changes.stream()
            .limit(1)
            .filter(change -> live != null && change.release() == live)
            .findFirst()
            .orElse(null),
        changes,
        byName.entrySet().stream()
            .map(entry -> new Watched(entry.getKey(), entry.getValue()))
            .toList());
  }
}
