package io.slipway.deploy;

import io.slipway.compose.StackName;
import io.slipway.deploy.strategy.Tools;
import io.slipway.engine.EngineException;
import io.slipway.kernel.Problem;
import io.slipway.log.StepLogs;
import io.slipway.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps what may be needed and removes the rest: the last releases with their images, the
 * deployments of 90 days or the last 200, always the last successful and the failed of 30 days.
 */
final class Retention {

  private static final Logger LOG = Logger.getLogger(Retention.class.getName());
  private static final int MOST_DEPLOYMENTS = 200;
  private static final Duration LONGEST = Duration.ofDays(90);
  private static final Duration FAILED = Duration.ofDays(30);

  /** How many go in one transaction, which others who write wait for: some 50 ms. */
  private static final int AT_ONCE = 50;

  private final Database database;
  private final ReleaseTable releases;
  private final Tools tools;
  private final StepLogs logs;
  private final IntSupplier keep;

  Retention(
      Database database, ReleaseTable releases, Tools tools, StepLogs logs, IntSupplier keep) {
    this.database = database;
    this.releases = releases;
    this.tools = tools;
    this.logs = logs;
    this.keep = keep;
  }

  /** Tidies up a stack after a deployment; what fails now is tried again after the next. */
  void tidy(Lease lease) {
    try {
      tidyReleases(lease);
      tidyDeployments(lease);
    } catch (Problem | EngineException e) {
      LOG.log(Level.WARNING, "Cannot tidy up after a deployment of " + lease.stack(), e);
    }
  }

  private void tidyReleases(Lease lease) {
    StackName stack = lease.stack();
    List<Release> all =
        database.read(sql -> releases.newest(sql, stack, Long.MAX_VALUE, Integer.MAX_VALUE));
    Set<Long> used = new HashSet<>();
    for (Deployment deployment : database.read(sql -> DeploymentTable.unfinished(sql, stack))) {
      add(used, deployment.fromRelease());
      add(used, deployment.toRelease());
    }
    List<Release> kept = kept(all, used, keep.getAsInt());
    List<Release> gone = new ArrayList<>(all);
    gone.removeAll(kept);
    if (gone.isEmpty()) {
      return;
    }
    Set<String> tags = new HashSet<>();
    kept.forEach(release -> release.services().values().forEach(s -> tags.add(s.tag())));
    for (Release release : gone) {
      lease.change(sql -> releases.delete(sql, stack, release.number()));
      for (Release.Service service : release.services().values()) {
        if (service.tag().startsWith("slipway/") && tags.add(service.tag())) {
          remove(service.tag());
        }
      }
    }
    tidyBlobs();
  }

  /** Returns the releases to keep, of those given newest first. */
  static List<Release> kept(List<Release> all, Set<Long> used, int most) {
    List<Release> kept = new ArrayList<>();
    int served = 0;
    for (Release release : all) {
      boolean counts = release.live() || release.wasLive();
      if (counts && served < most) {
        served++;
        kept.add(release);
      } else if (release.live() || used.contains(release.number())) {
        kept.add(release);
      } else if (!counts && kept.size() < most) {
        kept.add(release); // Failed ones are kept as long as there is room: they can be retried.
      }
    }
    return kept;
  }

  private void remove(String tag) {
    try {
      tools.engine().removeImage(tag);
    } catch (EngineException e) {
      if (e.status() != 409) { // 409: a container still uses it.
        throw e;
      }
      LOG.info("The image " + tag + " stays: " + e.reason());
    }
  }

  private void tidyBlobs() {
    Set<String> digests = new HashSet<>();
    database.read(sql -> {
      for (StackName stack : releases.stacks(sql)) {
        releases
            .newest(sql, stack, Long.MAX_VALUE, Integer.MAX_VALUE)
            .forEach(release -> release.files().forEach(f -> digests.add(f.sha256())));
      }
      return digests;
    });
    tools.blobs().keepOnly(digests);
  }

  private void tidyDeployments(Lease lease) {
    StackName stack = lease.stack();
    List<Long> gone =
        gone(database.read(sql -> DeploymentHistory.ends(sql, stack)), tools.clock().now());
    for (int done = 0; done < gone.size(); done += AT_ONCE) {
      List<Long> some = gone.subList(done, Math.min(done + AT_ONCE, gone.size()));
      lease.change(sql -> some.forEach(number -> DeploymentTable.delete(sql, stack, number)));
      some.forEach(number -> logs.delete(stack, number));
    }
  }

  /** Returns the numbers of those that are not kept, of a stack's given newest first. */
  static List<Long> gone(List<DeploymentHistory.End> all, Instant now) {
    List<Long> gone = new ArrayList<>();
    boolean success = false;
    for (int i = 0; i < all.size(); i++) {
      DeploymentHistory.End end = all.get(i);
      Instant ended = end.at();
      boolean lastSuccess = !success && end.state() == DeploymentState.SUCCEEDED;
      success |= lastSuccess;
      boolean failed =
          switch (end.state()) {
            case FAILED, ROLLED_BACK, ROLLBACK_FAILED -> true;
            default -> false;
          };
      if (ended == null || lastSuccess || (failed && ended.isAfter(now.minus(FAILED)))) {
        continue;
      }
      if (i >= MOST_DEPLOYMENTS || ended.isBefore(now.minus(LONGEST))) {
        gone.add(end.number());
      }
    }
    return gone;
  }

  private static void add(Set<Long> numbers, @org.jspecify.annotations.Nullable Long number) {
    if (number != null) {
      numbers.add(number);
    }
  }
}
