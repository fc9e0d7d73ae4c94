package io.slipway.deploy.strategy;

import io.slipway.compose.ComposeModel;
import io.slipway.compose.StackName;
import io.slipway.deploy.CheckResult;
import io.slipway.deploy.DeployConfig;
import io.slipway.deploy.Journal;
import io.slipway.deploy.Release;
import io.slipway.deploy.eligible.Routing;
import io.slipway.log.LogWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One release on its way: what the steps of a strategy share. Used by the thread of its deployment.
 */
public final class Rollout {

  private final long deployment;
  private final Release target;
  private final @Nullable Release previous;
  private final RolloutPlan plan;
  private final boolean keepEnvironment;
  private final Path folder;
  private final Path work;
  private final Journal journal;
  private final Consumer<CheckResult> samples;
  private final Steering steering;
  private Instant deadline;
  private @Nullable LogWriter log;
  private String step = "";

  /**
   * Puts together what a deployment needs.
   *
   * @param previous what serves until now, or null when nothing does
   * @param folder the stack's own
   * @param work folder for what is needed while it runs
   * @param samples takes each sample of a check
   * @param steering what people want of it meanwhile
   */
  public Rollout(
      long deployment,
      Release target,
      @Nullable Release previous,
      RolloutPlan plan,
      boolean keepEnvironment,
      Path folder,
      Path work,
      Journal journal,
      Consumer<CheckResult> samples,
      Steering steering,
      Instant deadline) {
    this.deployment = deployment;
    this.target = target;
    this.previous = previous;
    this.plan = plan;
    this.keepEnvironment = keepEnvironment;
    this.folder = folder;
    this.work = work;
    this.journal = journal;
    this.samples = samples;
    this.steering = steering;
    this.deadline = deadline;
  }

  public StackName stack() {
    return target.stack();
  }

  public long deployment() {
    return deployment;
  }

  public Release target() {
    return target;
  }

  public @Nullable Release previous() {
    return previous;
  }

  public RolloutPlan plan() {
    return plan;
  }

  public DeployConfig config() {
    return target.config();
  }

  public boolean keepEnvironment() {
    return keepEnvironment;
  }

  public Path folder() {
    return folder;
  }

  public Journal journal() {
    return journal;
  }

  /** Returns the folder in which a release's files lie for a slot. */
  Path filesOf(Release release) {
    return work.resolve(release.title());
  }

  /** Returns the folder of this deployment's own files. */
  public Path work() {
    return work;
  }

  /** Returns how requests reach a release. */
  public static Routing routing(Release release) {
    ComposeModel model = release.modelIn("/");
    return release.found()
        ? Routing.none(model, release.config())
        : Routing.of(model, release.config());
  }

  /** Says from which step on lines are written to which log. */
  public void enter(String key, LogWriter writer) {
    step = key;
    log = writer;
  }

  /** Returns the name of the step that runs. */
  String step() {
    return step;
  }

  /** Writes a line into the log of the step. */
  public void say(String line) {
    say(line, null);
  }

  void say(String line, @Nullable String group) {
    LogWriter writer = log;
    if (writer != null) {
      writer.line(line, group);
    }
  }

  /** Returns the number that the log's next line will have. */
  long nextLine() {
    LogWriter writer = log;
    return writer == null ? 0 : writer.lines();
  }

  /** Stores a sample of a check. */
  void sample(CheckResult result) {
    samples.accept(result);
  }

  /** Returns what people want of it meanwhile. */
  Steering steering() {
    return steering;
  }

  /** Gives it more time, or less. */
  public void until(Instant newDeadline) {
    deadline = newDeadline;
  }

  /** Returns what is left until the deadline, at most {@code most}. */
  Duration left(Instant now, Duration most) {
    Duration left = Duration.between(now, deadline);
    if (left.isNegative()) {
      return Duration.ZERO;
    }
    return left.compareTo(most) < 0 ? left : most;
  }
}
