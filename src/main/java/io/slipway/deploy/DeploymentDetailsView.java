package io.slipway.deploy;

import io.avaje.jsonb.Json;
import io.slipway.compose.StackName;
import io.slipway.deploy.CheckResult.Verdict;
import io.slipway.deploy.strategy.Rollout;
import io.slipway.route.Entry;
import io.slipway.route.Router;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A deployment with steps, checks, journal and changes ({@code DeploymentDetails}). */
@Json
record DeploymentDetailsView(
    DeploymentView deployment,
    List<StepView> steps,
    List<CheckSummary> checks,
    @Nullable CanaryView canary,
    List<JournalView> journal,
    List<DeploymentView.PhaseState> phases,
    @Nullable ReleaseDiff diff,
    @Nullable Long estimateMs,
    @Nullable String url,
    @Nullable Long rollbackTo,
    boolean fromRepository,
    @Nullable Boolean compatible) {

  /** How many samples of each check a page draws. */
  private static final int SAMPLES = 60;

  /** Where a canary stands. */
  @Json
  record CanaryView(
      List<CanaryStep> shares, boolean paused, @Nullable String waits, @Nullable String until) {}

  /** What a check says so far. */
  @Json
  record CheckSummary(
      String name,
      @Nullable String kind,
      @Nullable String service,
      String verdict,
      @Nullable String detail,
      int passed,
      int total,
      List<Sample> samples) {

    /** Sums up a check; {@code rule} is null for one that the release's settings do not name. */
    static CheckSummary of(
        String name, @Nullable CheckRule rule, List<CheckResult> results, boolean ended) {
      CheckResult telling = telling(results, ended);
      return new CheckSummary(
          name,
          rule == null ? null : rule.kind(),
          rule == null ? null : rule.service(),
          telling == null ? "PENDING" : telling.verdict().name(),
          telling == null ? null : telling.detail(),
          (int) results.stream().filter(result -> result.verdict() == Verdict.PASS).count(),
          results.size(),
          results.subList(Math.max(0, results.size() - SAMPLES), results.size()).stream()
              .map(r -> new Sample(r.at().toString(), r.verdict().name(), r.detail(), r.compared()))
              .toList());
    }

    /**
     * The last one; of a deployment that has ended the last that was clear, for counting begins
     * anew when a canary has all requests, and may end before it can judge again.
     */
    private static @Nullable CheckResult telling(List<CheckResult> results, boolean ended) {
      return results.reversed().stream()
          .filter(r -> !ended || r.verdict() == Verdict.PASS || r.verdict() == Verdict.FAIL)
          .findFirst()
          .orElse(results.isEmpty() ? null : results.getLast());
    }
  }

  /** One sample of a check. */
  @Json
  record Sample(String at, String verdict, String detail, @Nullable Comparison compared) {}

  /** A line of the journal. */
  @Json
  record JournalView(long seq, String at, String action, String kind, @Nullable String detail) {}

  /** Puts the details together from what is stored. */
  static final class Maker {

    private final Deployments deployments;
    private final Sources sources;
    private final ReleaseComparison comparison;
    private final Router router;

    Maker(Deployments deployments, Sources sources, ReleaseComparison comparison, Router router) {
      this.deployments = deployments;
      this.sources = sources;
      this.comparison = comparison;
      this.router = router;
    }

    DeploymentDetailsView of(Deployment deployment) {
      StackName stack = deployment.stack();
      DeploymentView view = deployments.views().one(deployment);
      Optional<Release> target = release(stack, deployment.toRelease());
      return new DeploymentDetailsView(
          view,
          deployments.views().steps(stack, deployment.number()),
          checks(deployment, target.map(Release::config).orElse(deployments.config(stack))),
          canary(deployment, target),
          journal(deployment),
          view.phases(),
          target
              .map(to -> comparison.of(release(stack, deployment.fromRelease()), to))
              .orElse(null),
          estimate(stack),
          target.flatMap(to -> url(stack, to)).orElse(null),
          rollbackTo(deployment),
          sources.feed(stack).isPresent(),
          target.map(Release::compatible).orElse(null));
    }

    private @Nullable CanaryView canary(Deployment deployment, Optional<Release> target) {
      if (deployment.strategy() != StrategyName.CANARY || target.isEmpty()) {
        return null;
      }
      return deployments.canary(deployment, target.get().config().canary());
    }

    private Optional<Release> release(StackName stack, @Nullable Long number) {
      return number == null ? Optional.empty() : deployments.release(stack, number);
    }

    private List<CheckSummary> checks(Deployment deployment, DeployConfig config) {
      Map<String, CheckRule> rules = new LinkedHashMap<>();
      config.checks().forEach(check -> rules.putIfAbsent(check.name(), check));
      Map<String, List<CheckResult>> byName = new LinkedHashMap<>();
      rules.keySet().forEach(name -> byName.put(name, new ArrayList<>()));
      deployments
          .checks(deployment)
          .forEach(
              result -> byName.computeIfAbsent(result.check(), _ -> new ArrayList<>()).add(result));
      return byName.entrySet().stream()
          .map(entry ->
              CheckSummary.of(
                  entry.getKey(),
                  rules.get(entry.getKey()),
                  entry.getValue(),
                  deployment.state().terminal()))
          .toList();
    }

    private List<JournalView> journal(Deployment deployment) {
      return deployments.journal(deployment).stream()
          .map(entry ->
              new JournalView(
                  entry.seq(),
                  entry.at().toString(),
                  entry.action(),
                  entry.kind().name(),
                  entry.detail()))
          .toList();
    }

    /** The median of the last ten that succeeded: what the next one will probably take. */
    private @Nullable Long estimate(StackName stack) {
      List<Long> took = new ArrayList<>();
      for (Deployment done : succeeded(stack)) {
        if (done.startedAt() != null && done.endedAt() != null) {
          took.add(Duration.between(done.startedAt(), done.endedAt()).toMillis());
        }
      }
      Collections.sort(took);
      return took.isEmpty() ? null : took.get(took.size() / 2);
    }

    private List<Deployment> succeeded(StackName stack) {
      return deployments.find(
          new DeploymentHistory.Question(
              stack, false, List.of(DeploymentState.SUCCEEDED), null, null, null, null, 10));
    }

    private Optional<String> url(StackName stack, Release release) {
      Optional<String> given = sources.url(stack);
      if (given.isPresent()) {
        return given;
      }
      // A port's host is the one that the page was opened with: only the browser knows it.
      return Rollout.routing(release).routes(stack).stream()
          .findFirst()
          .map(route ->
              route.entries().stream()
                  .filter(Entry.Domain.class::isInstance)
                  .findFirst()
                  .orElse(route.entries().getFirst()))
          .map(router::address);
    }

    /** The release before the one that serves, if this deployment brought that one. */
    private @Nullable Long rollbackTo(Deployment deployment) {
      Long from = deployment.fromRelease();
      boolean serves =
          deployment.toRelease() != null
              && release(deployment.stack(), deployment.toRelease())
                  .filter(Release::live)
                  .isPresent();
      return serves && from != null && release(deployment.stack(), from).isPresent() ? from : null;
    }
  }
}
