package io.slipway.deploy.strategy;

import io.slipway.deploy.check.ErrorRate;
import io.slipway.deploy.check.ResponseTimes;
import io.slipway.route.AnswerTime;
import io.slipway.route.TargetId;
import io.slipway.route.TargetStats;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Counts what the containers of a service answer at the router, from its making on. */
final class Tally {

  private final String service;
  private final Set<TargetId> newTargets;
  private final Map<TargetId, TargetStats> last = new HashMap<>();
  private Set<AnswerTime> lastTimes;
  private ErrorRate newer = new ErrorRate(0, 0);
  private ErrorRate asked = new ErrorRate(0, 0);
  private ErrorRate older = new ErrorRate(0, 0);
  private final ResponseTimes newerTimes = new ResponseTimes();
  private final ResponseTimes olderTimes = new ResponseTimes();

  /** Begins after what the router has counted so far. */
  Tally(
      String service,
      Set<TargetId> newTargets,
      Collection<TargetStats> stats,
      Collection<AnswerTime> times) {
    this.service = service;
    this.newTargets = newTargets;
    stats.forEach(each -> last.put(each.target(), each));
    this.lastTimes = Set.copyOf(times);
  }

  /** Takes what the router has counted since the last time. */
  void read(Collection<TargetStats> stats, Collection<AnswerTime> times) {
    stats.forEach(this::count);
    for (AnswerTime time : times) {
      if (time.target().route().service().equals(service) && !lastTimes.contains(time)) {
        (newTargets.contains(time.target()) ? newerTimes : olderTimes).add(time.millis());
      }
    }
    lastTimes = new HashSet<>(times);
  }

  private void count(TargetStats now) {
    TargetStats before = last.put(now.target(), now);
    if (!now.target().route().service().equals(service)) {
      return;
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

  private static long errors(TargetStats stats) {
    return stats.status5xx() + stats.responseErrors() + stats.connectErrors();
  }

  /** Adds answers of the new version that did not come through the router. */
  void add(ErrorRate more) {
    asked = asked.plus(more);
  }

  ErrorRate newer() {
    return newer.plus(asked);
  }

  /** Returns how many requests the router sent to the new version. */
  long newerRequests() {
    return newer.requests();
  }

  ErrorRate older() {
    return older;
  }

  ResponseTimes newerTimes() {
    return newerTimes;
  }

  ResponseTimes olderTimes() {
    return olderTimes;
  }
}
