package io.slipway.deploy;

import io.slipway.compose.StackName;
import io.slipway.deploy.strategy.RolloutStep;
import io.slipway.deploy.strategy.Steering;
import io.slipway.kernel.Problem;
import io.slipway.kernel.Ulid;
import io.slipway.store.Database;
import io.slipway.store.Sql;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes releases live: takes wishes, works them off, one at a time in each stack, and goes on after
 * a restart where the last controller ended.
 */
public final class Deployments implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(Deployments.class.getName());

  /** Who asks for what the watch does, as shown. */
  static final String WATCH = "The watch";

  private final Parts parts;
  private final Database database;
  private final ReleaseTable releases;
  private final DeploymentViews views;
  private final Announcer announcer;
  private final Decisions decisions;
  private final Retention retention;
  private final String owner = Owner.self();
  private final Map<StackName, StackWorker> workers = new LinkedHashMap<>();
  private final Map<StackName, Boolean> again = new LinkedHashMap<>();
  private final Thread lookout = Thread.ofVirtual().name("deploy-lookout").unstarted(this::lookOut);
  private boolean closing;

  public Deployments(Parts parts) {
    this.parts = parts;
    this.database = parts.database();
    this.releases = new ReleaseTable(parts.vault());
    this.views =
        new DeploymentViews(database, parts.sources(), parts.logs(), parts.tools().clock());
    this.announcer = new Announcer(database, parts.live(), parts.events(), views);
    this.decisions = new Decisions(database);
    this.retention =
        new Retention(database, releases, parts.tools(), parts.logs(), parts.keepReleases());
  }

  /** Takes up what has not ended, and goes on to look for that. Returns at once. */
  public void start() {
    takeUp();
    lookout.start();
  }

  private void takeUp() {
    database
        .read(sql -> DeploymentTable.unfinished(sql))
        .forEach(deployment -> wake(deployment.stack()));
  }

  /** Another controller on the same database may die or lose a lease, and nobody tells this one. */
  private void lookOut() {
    while (true) {
      try {
        parts.tools().clock().pause(Lease.TERM);
        takeUp();
      } catch (InterruptedException e) {
        return; // This controller ends.
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, "Cannot look for deployments that were left behind", e);
      }
    }
  }

  /** Queues a wish; returns the deployment that it became. */
  public Deployment request(DeployWish wish) {
    Deployment deployment = database.write(sql -> queue(sql, wish));
    queued(deployment);
    return deployment;
  }

  private Deployment queue(Sql sql, DeployWish wish) {
    Deployment queued =
        Deployment.queued(
            wish,
            DeploymentTable.nextNumber(sql, wish.stack()),
            ConfigTable.find(sql, wish.stack()).strategyName(),
            parts.tools().clock().now(),
            sortKey(sql, wish.stack()));
    DeploymentTable.insert(sql, queued);
    DeploymentTable.supersede(sql, queued);
    return queued;
  }

  private void queued(Deployment deployment) {
    StackName stack = deployment.stack();
    announcer.audited(deployment.actor(), "deployment.request", stack, "#" + deployment.number());
    announcer.deployment(stack, deployment.number());
    stopSuperseded(stack);
    wake(stack);
  }

  /** A key above all others of the stack, also when two are made in one millisecond. */
  private String sortKey(Sql sql, StackName stack) {
    String key = Ulid.at(parts.tools().clock().now());
    String last =
        DeploymentHistory.newest(sql, stack, 1).stream()
            .map(Deployment::sortKey)
            .findFirst()
            .orElse("");
    return key.compareTo(last) > 0 ? key : SortKeys.after(last);
  }

  private void stopSuperseded(StackName stack) {
    for (Deployment other : database.read(sql -> DeploymentTable.unfinished(sql, stack))) {
      if (other.supersededBy() != null) {
        announcer.deployment(stack, other.number());
        stop(other, Stopped.Reason.SUPERSEDED);
      }
    }
  }

  /**
   * Asks a deployment to stop.
   *
   * @throws Problem.Conflict when it is past the point of no return or has ended
   */
  public Deployment cancel(StackName stack, long number, String actor) {
    Deployment deployment = find(stack, number);
    boolean asked =
        database.write(
            sql -> DeploymentTable.askCancel(sql, stack, number, actor + " cancelled it."));
    if (!asked) {
      boolean ended = deployment.state().terminal();
      throw new Problem.Conflict(
          ended ? "deployment-ended" : "past-return",
          ended
              ? deployment.title() + " has ended already."
              : deployment.title()
                  + " has begun to take the old version away; now it is safer to"
                  + " let it finish.",
          ended ? null : "Roll back to the release before when it is done.");
    }
    announcer.audited(actor, "deployment.cancel", stack, "#" + number);
    announcer.deployment(stack, number);
    stop(deployment, Stopped.Reason.CANCELLED);
    wake(stack);
    return find(stack, number);
  }

  /** Returns what waits for a decision, the longest first. */
  List<Approval> waiting() {
    return database.read(ApprovalTable::waiting);
  }

  /** Returns what was decided, the latest first. */
  List<Approval> decided(@Nullable String before, int limit) {
    return database.read(sql -> ApprovalTable.decided(sql, before, limit));
  }

  /**
   * Approves or rejects a deployment that waits for it, or the share of its canary that does.
   *
   * @throws Problem.Conflict when it does not wait
   */
  public Deployment decide(
      StackName stack, long number, boolean approve, String actor, @Nullable String comment) {
    find(stack, number);
    Optional<Approval> share =
        database
            .read(sql -> ApprovalTable.waiting(sql, stack, number))
            .filter(asked -> !asked.step().equals(RolloutStep.APPROVAL));
    if (share.isPresent()) {
      Steering.Order order = approve ? Steering.Order.NEXT : Steering.Order.ABORT;
      return steer(stack, number, order, actor, comment);
    }
    Deployment.Approval approval =
        approve ? Deployment.Approval.APPROVED : Deployment.Approval.REJECTED;
    String note =
        actor
            + (approve ? " approved it" : " rejected it")
            + (comment == null || comment.isBlank() ? "." : ": " + comment.strip());
    boolean decided =
        database.write(sql -> {
          boolean first = DeploymentTable.decide(sql, stack, number, approval);
          if (first) {
            DeploymentTable.note(sql, DeploymentTable.find(sql, stack, number).orElseThrow(), note);
            boolean _ = decided(sql, stack, number, RolloutStep.APPROVAL, approve, actor, comment);
          }
          return first;
        });
    if (!decided) {
      throw new Problem.Conflict(
          "not-waiting", stack + " #" + number + " does not wait for an approval.", null);
    }
    announcer.audited(actor, "deployment.decide", stack, "#" + number + " " + approval);
    announcer.deployment(stack, number);
    decisions.tell();
    return find(stack, number);
  }

  private boolean decided(
      Sql sql,
      StackName stack,
      long number,
      String step,
      boolean approved,
      String actor,
      @Nullable String comment) {
    String said = comment == null || comment.isBlank() ? null : comment.strip();
    return ApprovalTable.decide(
        sql, stack, number, step, approved, actor, said, parts.tools().clock().now());
  }

  /**
   * Steers a deployment while it runs.
   *
   * @throws Problem.Conflict when it has nothing to be steered any more
   */
  public Deployment steer(StackName stack, long number, Steering.Order order, String actor) {
    return steer(stack, number, order, actor, null);
  }

  private Deployment steer(
      StackName stack, long number, Steering.Order order, String actor, @Nullable String comment) {
    Deployment deployment = find(stack, number);
    if (order == Steering.Order.ABORT && !deployment.pastReturn()) {
      return cancel(stack, number, actor);
    }
    boolean canary = deployment.strategy() == StrategyName.CANARY;
    boolean shares =
        deployment.state() == DeploymentState.DEPLOYING
            || deployment.state() == DeploymentState.AWAITING_APPROVAL;
    boolean serves = shares || deployment.state() == DeploymentState.VERIFYING;
    if (order == Steering.Order.ABORT ? !serves : !(canary && shares)) {
      throw new Problem.Conflict(
          "not-steerable",
          deployment.title()
              + (order == Steering.Order.ABORT
                  ? " cannot be aborted any more."
                  : " has no share of the requests that could be changed."),
          deployment.state() == DeploymentState.SUCCEEDED
              ? "Roll back to the release before."
              : null);
    }
    String step = order == Steering.Order.NEXT ? share(deployment) : null;
    database.change(sql -> {
      if (order != Steering.Order.PAUSE && order != Steering.Order.RESUME) {
        // What goes on, or back, has been decided on that way.
        ApprovalTable.waiting(sql, stack, number)
            .filter(asked -> !asked.step().equals(RolloutStep.APPROVAL))
            .ifPresent(asked -> {
              boolean on = order != Steering.Order.ABORT;
              boolean _ = decided(sql, stack, number, asked.step(), on, actor, comment);
            });
      }
      SteeringTable.order(sql, stack, number, order, actor, step);
    });
    announcer.audited(
        actor, "deployment." + order.name().toLowerCase(Locale.ROOT), stack, "#" + number);
    announcer.deployment(stack, number);
    decisions.tell();
    return find(stack, number);
  }

  /** Returns the share that a canary has now. */
  private String share(Deployment deployment) {
    return CanaryStep.running(
            database.read(sql -> StepTable.list(sql, deployment.stack(), deployment.number())))
        .orElseThrow(() ->
            new Problem.Conflict(
                "not-steerable",
                deployment.title() + " has no share of the requests yet.",
                "Wait until the new version is healthy."));
  }

  /**
   * Deploys the same again: its release if it has one, else its commit.
   *
   * @throws Problem.Conflict when that is a way back across a release that is not compatible
   */
  public Deployment retry(StackName stack, long number, String actor) {
    Deployment before = find(stack, number);
    Long release = before.toRelease();
    boolean kept = release != null && release(stack, release).isPresent();
    if (release != null && kept && !crossed(stack, release).isEmpty()) {
      throw incompatible(
          release,
          crossed(stack, release),
          "Roll back to v" + release + " instead: there you can confirm it.");
    }
    return request(
        new DeployWish(
            stack,
            Deployment.Kind.REDEPLOY,
            actor,
            before.eventId(),
            before.commit(),
            before.wantedRef(),
            kept ? release : null,
            before.keepEnvironment()));
  }

  /**
   * Makes a kept release live again.
   *
   * @param confirmed the releases in between that are not compatible backwards, all of them
   * @throws Problem.Conflict when one of them is not named
   */
  public Deployment rollBack(
      StackName stack,
      long release,
      Collection<Long> confirmed,
      boolean keepEnvironment,
      String actor) {
    Release target =
        release(stack, release)
            .orElseThrow(() ->
                new Problem.NotFound("release-not-found", "Release v" + release + " is not kept."));
    List<Long> crossed = crossed(stack, release);
    if (!confirmed.containsAll(crossed)) {
      throw incompatible(
          release,
          crossed,
          "If you know that it does, name them: \"confirmIncompatible\": " + crossed + ".");
    }
    parts.sources().pauseAutoDeploy(stack, release, actor);
    return request(
        DeployWish.release(
            stack, Deployment.Kind.ROLLBACK, release, target.commit(), keepEnvironment, actor));
  }

  /**
   * Takes a release back that went bad while it served, as a rollback to the one before it does:
   * once in its life, so that two bad ones never take turns. Writes why not when it cannot be done;
   * does nothing while the stack is being deployed or another release serves.
   *
   * @param reason why, in a sentence
   * @return whether anything has changed
   */
  boolean takeBack(StackName stack, long bad, String reason) {
    record Done(@Nullable Deployment deployment) {}
    Optional<Done> done =
        database.write(sql -> {
          Optional<WatchChange> known = WatchTable.latest(sql, stack, bad);
          if (!DeploymentTable.unfinished(sql, stack).isEmpty()
              || !ReleaseTable.liveNumber(sql, stack).equals(Optional.of(bad))
              || known.isEmpty()
              || known.get().deployment() != null
              || known.get().refusal() != null) {
            return Optional.empty();
          }
          Optional<Long> before = ReleaseTable.servedBefore(sql, stack, bad);
          String refusal = refusal(sql, stack, bad, before);
          if (refusal != null || !ReleaseTable.takeBack(sql, stack, bad)) {
            WatchTable.answer(sql, stack, null, refusal);
            return Optional.of(new Done(null));
          }
          Release target = releases.find(sql, stack, before.orElseThrow()).orElseThrow();
          Deployment back =
              queue(
                  sql,
                  DeployWish.release(
                      stack,
                      Deployment.Kind.ROLLBACK,
                      target.number(),
                      target.commit(),
                      false,
                      WATCH));
          DeploymentTable.note(sql, back, reason);
          WatchTable.answer(sql, stack, back.number(), null);
          return Optional.of(new Done(back));
        });
    Deployment back = done.map(Done::deployment).orElse(null);
    if (back != null) {
      parts.sources().pauseAutoDeploy(stack, Objects.requireNonNull(back.toRelease()), WATCH);
      queued(back);
    }
    return done.isPresent();
  }

  /** Makes the watch of a stack. */
  StackWatch watch(StackName stack) {
    return new StackWatch(parts, this, releases, announcer, stack);
  }

  private @Nullable String refusal(Sql sql, StackName stack, long bad, Optional<Long> before) {
    Optional<Long> taken = ReleaseTable.takenBackSince(sql, stack, bad);
    if (taken.isPresent()) {
      return taken.get() == bad
          ? "v" + bad + " was taken back once already."
          : "v" + bad + " itself was brought back in the place of v" + taken.get() + ".";
    }
    if (before.isEmpty()) {
      return "No release that served before v" + bad + " is kept.";
    }
    return releases.incompatible(sql, stack).stream().anyMatch(number -> number > before.get())
        ? "v" + before.get() + " may not run on the data that v" + bad + " leaves behind."
        : null;
  }

  /** Returns the releases that are not compatible backwards and that a way back would cross. */
  List<Long> crossed(StackName stack, long release) {
    boolean serves = live(stack).filter(live -> live.number() == release).isPresent();
    return serves
        ? List.of()
        : incompatible(stack).stream().filter(number -> number > release).toList();
  }

  /** Returns the releases of a stack that changed data so that those before cannot read it. */
  List<Long> incompatible(StackName stack) {
    return database.read(sql -> releases.incompatible(sql, stack));
  }

  private static Problem.Conflict incompatible(long release, List<Long> crossed, String hint) {
    String all = crossed.stream().map(number -> "v" + number).collect(Collectors.joining(", "));
    return new Problem.Conflict(
        "incompatible",
        "Not compatible backwards: "
            + all
            + ". v"
            + release
            + " may not run on the data that "
            + (crossed.size() == 1 ? "it" : "they")
            + " left behind.",
        hint);
  }

  /**
   * Marks a release as one that the release before can, or cannot, go back behind.
   *
   * @throws Problem.NotFound when it is not kept
   */
  Release mark(StackName stack, long number, boolean compatible, String actor) {
    Release before =
        release(stack, number)
            .orElseThrow(() ->
                new Problem.NotFound("release-not-found", "Release v" + number + " is not kept."));
    if (before.compatible() == compatible) {
      return before;
    }
    database.change(sql -> releases.compatible(sql, stack, number, compatible));
    announcer.audited(
        actor,
        "release.mark",
        stack,
        "v" + number + (compatible ? " compatible" : " incompatible"));
    newest(stack, 1).forEach(newest -> announcer.deployment(stack, newest.number()));
    return release(stack, number).orElseThrow();
  }

  /** Returns a deployment. */
  public Deployment find(StackName stack, long number) {
    return database
        .read(sql -> DeploymentTable.find(sql, stack, number))
        .orElseThrow(() ->
            new Problem.NotFound(
                "deployment-not-found", stack + " has no deployment #" + number + "."));
  }

  /** Removes all that is kept about a stack that is deleted, and what was made for it. */
  public void forget(StackName stack) {
    new StackRemoval(parts, releases).remove(stack);
    parts.events().publish(new DeployConfigChanged(stack));
  }

  /** Returns whether there is such a deployment. */
  public boolean exists(StackName stack, long number) {
    return database.read(sql -> DeploymentTable.find(sql, stack, number)).isPresent();
  }

  /** Returns the newest deployments of a stack, newest first. */
  public List<Deployment> newest(StackName stack, int limit) {
    return database.read(sql -> DeploymentHistory.newest(sql, stack, limit));
  }

  /** Returns the release that serves. */
  public Optional<Release> live(StackName stack) {
    return database.read(sql -> releases.live(sql, stack));
  }

  /** Returns the strategy, checks and routes of a stack. */
  public DeployConfig config(StackName stack) {
    return database.read(sql -> ConfigTable.find(sql, stack));
  }

  /** Changes them; deployments that already have a release keep theirs. */
  public DeployConfig save(StackName stack, DeployConfig config, String actor) {
    database.change(sql -> ConfigTable.save(sql, stack, config, parts.tools().clock().now()));
    announcer.audited(actor, "deploy.config", stack, config.strategy());
    parts.events().publish(new DeployConfigChanged(stack));
    return config;
  }

  /** Returns a kept release. */
  Optional<Release> release(StackName stack, long number) {
    return database.read(sql -> releases.find(sql, stack, number));
  }

  /** Returns kept releases older than a number, newest first. */
  List<Release> releases(StackName stack, long before, int limit) {
    return database.read(sql -> releases.newest(sql, stack, before, limit));
  }

  /** Returns the number that the next release of a stack will have. */
  long nextRelease(StackName stack) {
    return database.read(sql -> releases.nextNumber(sql, stack));
  }

  /** Returns what a question finds, newest first. */
  List<Deployment> find(DeploymentHistory.Question question) {
    return database.read(sql -> DeploymentHistory.find(sql, question));
  }

  /** Returns what the checks of a deployment have seen, oldest first. */
  List<CheckResult> checks(Deployment deployment) {
    return database.read(sql -> CheckTable.list(sql, deployment.stack(), deployment.number()));
  }

  /** Returns where a canary stands. */
  DeploymentDetailsView.CanaryView canary(Deployment deployment, List<CanaryStep> shares) {
    return database.read(
        sql -> SteeringTable.canary(sql, deployment.stack(), deployment.number(), shares));
  }

  /** Returns the journal of a deployment, oldest line first. */
  List<JournalEntry> journal(Deployment deployment) {
    return database.read(sql -> JournalTable.list(sql, deployment.stack(), deployment.number()));
  }

  DeploymentViews views() {
    return views;
  }

  private void stop(Deployment deployment, Stopped.Reason reason) {
    StackWorker worker;
    synchronized (workers) {
      worker = workers.get(deployment.stack());
    }
    if (worker != null) {
      worker.stop(deployment.number(), reason);
    }
  }

  /** Sees to it that somebody works on the stack's deployments. */
  private void wake(StackName stack) {
    synchronized (workers) {
      if (closing) {
        return;
      }
      if (workers.containsKey(stack)) {
        again.put(stack, true);
        return;
      }
      StackWorker worker =
          new StackWorker(
              parts, announcer, releases, decisions, retention, stack, owner, () -> ended(stack));
      workers.put(stack, worker);
      worker.start();
    }
  }

  private void ended(StackName stack) {
    boolean more;
    synchronized (workers) {
      workers.remove(stack);
      more = again.remove(stack) != null && !closing;
      workers.notifyAll();
    }
    if (more && !database.read(sql -> DeploymentTable.unfinished(sql, stack)).isEmpty()) {
      wake(stack);
    }
  }

  /** Waits until nothing is being worked on: for tests and a tidy end. */
  public void awaitIdle() throws InterruptedException {
    synchronized (workers) {
      while (!workers.isEmpty()) {
        workers.wait();
      }
    }
  }

  /** Ends all work where it is, within 3 s; the next controller goes on. */
  @Override
  public void close() {
    lookout.interrupt();
    List<StackWorker> all;
    synchronized (workers) {
      closing = true;
      all = new ArrayList<>(workers.values());
    }
    all.parallelStream().forEach(StackWorker::close);
  }
}
