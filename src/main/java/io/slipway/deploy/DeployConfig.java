package io.slipway.deploy;

import io.avaje.jsonb.Json;
import io.slipway.kernel.Problem;
import io.slipway.route.DrainLimits;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a stack is deployed.
 *
 * @param strategy the label of a {@link StrategyName}
 * @param fallbackToRecreate whether a stack that is not eligible is recreated instead of refused
 * @param approval whether somebody has to approve before traffic moves
 * @param soakSeconds how long the old slot stays ready after the switch, 0..86400
 * @param drainSeconds how long requests under way may take before the old one is stopped, 0..3600
 * @param stableSeconds how long the new one must stay healthy before it counts, 0..3600
 * @param holdSeconds how long requests wait at the router while nothing serves, 1..300
 * @param routes how requests reach the stack; empty: the published ports of its file
 * @param checks what must hold before and after traffic moves
 * @param canary the shares that a canary gets one after the other, before everything
 * @param autoRollback whether a bad release is taken back by itself
 * @param watch whether the checks go on after a deployment has succeeded
 * @param stickyCanary whether a user sees one version while a canary has a share, or a newer one
 */
@Json
public record DeployConfig(
    String strategy,
    boolean fallbackToRecreate,
    boolean approval,
    int soakSeconds,
    int drainSeconds,
    int stableSeconds,
    int holdSeconds,
    List<RouteRule> routes,
    List<CheckRule> checks,
    boolean autoRollback,
    List<CanaryStep> canary,
    WatchRule watch,
    boolean stickyCanary) {

  /** How long streams may flow on from a version that is replaced: a download of a minute ends. */
  private static final Duration STREAMS = Duration.ofSeconds(90);

  public DeployConfig {
    StrategyName.of(strategy);
    within("soakSeconds", soakSeconds, 0, 86_400);
    within("drainSeconds", drainSeconds, 0, 3_600);
    within("stableSeconds", stableSeconds, 0, 3_600);
    within("holdSeconds", holdSeconds, 1, 300);
    routes = routes == null ? List.of() : List.copyOf(routes);
    checks = checks == null ? List.of() : List.copyOf(checks);
    canary = CanaryStep.growing(canary == null ? CanaryStep.STANDARD : canary);
    watch = watch == null ? WatchRule.OFF : watch;
  }

  /** Makes one with the usual shares of a canary and without a watch. */
  public DeployConfig(
      String strategy,
      boolean fallbackToRecreate,
      boolean approval,
      int soakSeconds,
      int drainSeconds,
      int stableSeconds,
      int holdSeconds,
      List<RouteRule> routes,
      List<CheckRule> checks,
      boolean autoRollback) {
    this(
        strategy,
        fallbackToRecreate,
        approval,
        soakSeconds,
        drainSeconds,
        stableSeconds,
        holdSeconds,
        routes,
        checks,
        autoRollback,
        CanaryStep.STANDARD,
        WatchRule.OFF,
        false);
  }

  /** Returns what a stack has until somebody chooses otherwise. */
  public static DeployConfig standard() {
    return new DeployConfig("blue-green", true, false, 0, 30, 10, 30, List.of(), List.of(), true);
  }

  /** Returns the same with another strategy. */
  DeployConfig with(StrategyName other) {
    return new DeployConfig(
        other.label(),
        fallbackToRecreate,
        approval,
        soakSeconds,
        drainSeconds,
        stableSeconds,
        holdSeconds,
        routes,
        checks,
        autoRollback,
        canary,
        watch,
        stickyCanary);
  }

  /** Returns the same with another watch. */
  DeployConfig with(WatchRule other) {
    return new DeployConfig(
        strategy,
        fallbackToRecreate,
        approval,
        soakSeconds,
        drainSeconds,
        stableSeconds,
        holdSeconds,
        routes,
        checks,
        autoRollback,
        canary,
        other,
        stickyCanary);
  }

  /**
   * Returns how long a deployment may wait because its config says so, on top of what its work may
   * take.
   *
   * @param approval how long somebody may take to let a canary go on
   */
  Duration waits(StrategyName chosen, Duration approval) {
    Duration watched = Duration.ofSeconds(soakSeconds).plusSeconds(stableSeconds);
    if (chosen != StrategyName.CANARY) {
      return watched;
    }
    long shares = canary.stream().mapToLong(CanaryStep::seconds).sum();
    return watched.plusSeconds(shares).plus(approval);
  }

  /** Returns how long the old one goes on with what it has when a new one serves. */
  public DrainLimits drainLimits() {
    return new DrainLimits(Duration.ofSeconds(drainSeconds), STREAMS);
  }

  /** Returns the same while requests are held: who watches a stream may not make them all wait. */
  public DrainLimits drainLimitsOfHold() {
    Duration part = Duration.ofSeconds(Math.min(drainSeconds, holdSeconds / 3));
    return new DrainLimits(Duration.ofSeconds(Math.min(drainSeconds, holdSeconds / 2)), part);
  }

  /** Returns the strategy. */
  public StrategyName strategyName() {
    return StrategyName.of(strategy);
  }

  /**
   * A way for requests to reach a service.
   *
   * @param containerPort the port it listens on, 1..65535
   * @param listen the port of this host that the router listens on
   * @param domain the host name that the router answers for
   * @param path prefix of the path; {@code /} for all
   */
  @Json
  public record RouteRule(
      String service,
      int containerPort,
      @Nullable Integer listen,
      @Nullable String domain,
      @Nullable String path) {
    public RouteRule {
      within("containerPort", containerPort, 1, 65_535);
      if (listen == null && domain == null) {
        throw new Problem.Invalid(
            "route-without-entry",
            "A route for “" + service + "” has neither a port to listen on nor a domain.",
            "routes",
            "Give it a port of this host, a domain, or both.");
      }
      if (listen != null) {
        within("listen", listen, 1, 65_535);
      }
      if (domain != null && !domain.matches("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?")) {
        throw new Problem.Invalid(
            "domain-invalid", "“" + domain + "” is not a host name.", "routes", null);
      }
      path = path == null || path.isBlank() ? "/" : path;
    }
  }

  private static void within(String field, int value, int least, int most) {
    if (value < least || value > most) {
      throw new Problem.Invalid(
          "out-of-range", field + " must be between " + least + " and " + most + ".", field, null);
    }
  }
}
