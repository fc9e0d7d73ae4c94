package io.slipway.deploy.strategy;

import io.slipway.compose.StackName;
import io.slipway.deploy.check.ErrorRate;
import io.slipway.route.Router;
import io.slipway.route.TargetId;
import io.slipway.route.TargetStats;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Counts what the containers of a service answer at the router, from its making on. */
final class Tally {

  private final Router router;
  private final StackName stack;
  private final String service;
  private final Set<TargetId> newTargets;
  private final Map<TargetId, TargetStats> last = new HashMap<>();
  private ErrorRate newer = new ErrorRate(0, 0);
  private ErrorRate older = new ErrorRate(0, 0);

  Tally(Router router, StackName stack, String service, Set<TargetId> newTargets) {
    this.router = router;
    this.stack = stack;
    this.service = service;
    this.newTargets = newTargets;
    router.stats(stack).forEach(stats -> last.put(stats.target(), stats));
  }

  /** Takes what the router has counted since the last time. */
  void read() {
    for (TargetStats now : router.stats(stack)) {
      TargetStats before = last.put(now.target(), now);
      if (!now.target().route().service().equals(service)) {
        continue;
      }
      // A router that was loaded anew counts from 0.
      boolean goesOn = before != null && before.worker() == now.worker();
      long requests = now.requests() - (goesOn ? before.requests() : 0);
      long errors = errors(now) - (goesOn ? errors(before) : 0);
      ErrorRate more =
          new ErrorRate(Math.clamp(errors, 0, Math.max(0, requests)), Math.max(0, requests));
      if (newTargets.contains(now.target())) {
        newer = newer.plus(more);
      } else {
        older = older.plus(more);
      }
    }
  }

  private static long errors(TargetStats stats) {
    return stats.status5xx() + stats.responseErrors() + stats.connectErrors();
  }

  /** Adds answers of the new version that did not come through the router. */
  void add(ErrorRate asked) {
    newer = newer.plus(asked);
  }

  ErrorRate newer() {
    return newer;
  }

  ErrorRate older() {
    return older;
  }
}
