package io.slipway.deploy.strategy;

import io.slipway.compose.ComposeModel;
import io.slipway.deploy.Labels;
import io.slipway.deploy.Release;
import io.slipway.deploy.StepFailed;
import io.slipway.engine.ContainerSummary;
import io.slipway.route.TargetId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** Verbs that more than one strategy has in its steps. Each is safe to repeat. */
final class Steps {

  final Tools tools;
  final Containers containers;
  final Projects projects;
  final Entrance entrance;
  final HealthWatch health;
  final Checks checks;
  final Jobs jobs;

  Steps(Tools tools) {
    this.tools = tools;
    this.containers = new Containers(tools.engine());
    this.projects = new Projects(tools);
    this.entrance = new Entrance(tools);
    this.health = new HealthWatch(tools);
    this.checks = new Checks(tools);
    this.jobs = new Jobs(tools, projects);
  }

  /** Sees that every image is here: nothing is built or fetched from now on. */
  String images(Rollout rollout) {
    new Images(tools.engine()).all(rollout.target());
    return "the images of all services are here";
  }

  String prepare(Rollout rollout) throws InterruptedException {
    return projects.prepare(rollout);
  }

  /** Writes the release's files into the stack's folder. */
  String files(Rollout rollout) {
    return projects.write(rollout, rollout.target(), rollout.previous());
  }

  /** Runs the release's jobs and removes their containers. */
  String runJobs(Rollout rollout) throws InterruptedException {
    String said = jobs.run(rollout);
    jobs.remove(rollout);
    return said;
  }

  /** Starts what the routed services and jobs need, in the order of the file. */
  String startBase(Rollout rollout) throws InterruptedException {
    for (String service : rollout.plan().base()) {
      projects.up(rollout, rollout.target(), List.of(service));
      health.await(rollout, main(rollout, List.of(service)), Duration.ZERO);
    }
    return String.join(", ", rollout.plan().base()) + " run";
  }

  /** Replaces the services that no requests reach, and removes those that are no more. */
  String others(Rollout rollout) throws InterruptedException {
    List<String> others = rollout.plan().others();
    if (!others.isEmpty()) {
      projects.up(rollout, rollout.target(), others);
      health.await(rollout, main(rollout, others), stable(rollout));
    }
    removeServices(rollout, rollout.plan().removed());
    return others.isEmpty() ? "nothing to replace" : String.join(", ", others) + " replaced";
  }

  /** Removes services of the stack's own project. */
  void removeServices(Rollout rollout, Collection<String> services) {
    if (!services.isEmpty()) {
      containers.remove(main(rollout, services), oldModel(rollout));
    }
  }

  /**
   * Returns the release that served before.
   *
   * @throws NullPointerException when nothing did: then there is nothing to be brought back
   */
  static Release old(Rollout rollout) {
    return Objects.requireNonNull(rollout.previous(), "Nothing is known of what ran before");
  }

  /** Returns those of the changed services with requests that the old release has too. */
  static List<String> oldRouted(Rollout rollout) {
    return rollout.plan().routed().stream().filter(old(rollout).services()::containsKey).toList();
  }

  /**
   * Returns the model that what is going was made from: of the new release if there is no other.
   */
  static ComposeModel oldModel(Rollout rollout) {
    return Objects.requireNonNullElse(rollout.previous(), rollout.target()).modelIn("/");
  }

  /** Makes new containers known to the router beside the old ones, without requests yet. */
  String reach(Rollout rollout, Collection<ContainerSummary> news, String slot)
      throws InterruptedException {
    tools.router().ensureRunning();
    entrance.publishBoth(rollout.target(), rollout.previous());
    return Entrance.names(entrance.standBy(rollout, rollout.target(), news, slot)) + " stand by";
  }

  /** Watches new containers while the way back is short: for the soak, or as long as is stable. */
  String soak(Rollout rollout, Collection<ContainerSummary> news) throws InterruptedException {
    long seconds = Math.max(rollout.config().soakSeconds(), rollout.config().stableSeconds());
    return verify(rollout, news, Duration.ofSeconds(seconds));
  }

  /**
   * Sees that containers of a release still stand before they get requests, or when they have them:
   * somebody may have removed or stopped one since the step before.
   *
   * @param services each must have as many as the release asks for
   * @param most but no more than that many
   * @throws StepFailed when one is missing, or does not run
   */
  List<ContainerSummary> standing(
      Rollout rollout,
      Release release,
      Collection<String> services,
      List<ContainerSummary> containers,
      int most)
      throws InterruptedException {
    ComposeModel model = release.modelIn("/");
    for (String service : services) {
      int wanted = model.service(service).map(found -> Math.min(most, found.replicas())).orElse(0);
      long there = containers.stream().filter(c -> service.equals(c.label(Labels.SERVICE))).count();
      if (there < wanted) {
        throw Evidence.gone(service);
      }
    }
    if (!containers.isEmpty()) {
      String _ = health.await(rollout, containers, Duration.ZERO);
    }
    return containers;
  }

  /** Returns containers of the stack's own project. */
  List<ContainerSummary> main(Rollout rollout, Collection<String> services) {
    return containers.of(rollout.stack().value(), services);
  }

  /** Returns containers of a slot. */
  List<ContainerSummary> slot(Rollout rollout, String slot, Collection<String> services) {
    return containers.of(SlotModel.project(rollout.target(), slot), services);
  }

  /** Returns whether a container of the stack's own project is one of the new version. */
  static boolean madeForTarget(Rollout rollout, ContainerSummary container) {
    String service = String.valueOf(container.label(Labels.SERVICE));
    return Containers.madeFor(container, rollout.target(), service);
  }

  static String count(Collection<ContainerSummary> containers) {
    return containers.size() == 1 ? "1 container" : containers.size() + " containers";
  }

  static Duration stable(Rollout rollout) {
    return Duration.ofSeconds(rollout.config().stableSeconds());
  }

  /** Sends requests to containers of the stack's own project and to nothing else. */
  String toMain(Rollout rollout, Release release, Collection<String> services)
      throws InterruptedException {
    List<TargetId> targets =
        entrance.standBy(rollout, release, standsInMain(rollout, release, services), Labels.MAIN);
    return entrance.shift(rollout, targets, services);
  }

  /**
   * Sees that the stack's own project has all that a release asks for of some services; of the one
   * before, which may have been scaled by hand, one of each is enough.
   */
  List<ContainerSummary> standsInMain(Rollout rollout, Release release, Collection<String> services)
      throws InterruptedException {
    int most = release.number() == rollout.target().number() ? Integer.MAX_VALUE : 1;
    return standing(rollout, release, services, main(rollout, services), most);
  }

  /**
   * Lets requests reach the stack's own containers of the new release and nothing else any more,
   * also where somebody has made them anew since they got their first.
   */
  void onlyMain(Rollout rollout, Collection<String> services) throws InterruptedException {
    List<ContainerSummary> own = standsInMain(rollout, rollout.target(), services);
    long known = entrance.targets(rollout, own).stream().map(TargetId::name).distinct().count();
    if (known < own.size()) {
      rollout.say(toMain(rollout, rollout.target(), services));
    }
    forgetOthers(rollout, services);
    entrance.publish(rollout.target());
  }

  /** Forgets all targets of services but those of the stack's own containers. */
  void forgetOthers(Rollout rollout, Collection<String> services) {
    List<TargetId> own = entrance.targets(rollout, main(rollout, services));
    entrance.forget(entrance.others(rollout, services, own));
  }

  /**
   * Makes the stack's own project what a release has, wherever it is not: what requests need first,
   * then what they reach, then the rest.
   */
  String converge(Rollout rollout, Release release, Collection<String> first)
      throws InterruptedException {
    List<String> jobs = release.modelIn("/").oneShots();
    List<String> order = new ArrayList<>(first);
    release.services().keySet().stream()
        .sorted()
        .filter(name -> !order.contains(name))
        .forEach(order::add);
    List<String> done = new ArrayList<>();
    for (String service : order) {
      if (release.services().containsKey(service)
          && !jobs.contains(service)
          && release.modelIn("/").services().containsKey(service)
          && release.modelIn("/").services().get(service).replicas() > 0
          && !containers.current(release, service)) {
        projects.up(rollout, release, List.of(service));
        done.add(service);
      }
    }
    if (!done.isEmpty()) {
      health.await(rollout, main(rollout, done), Duration.ZERO);
    }
    return done.isEmpty() ? "all as it was" : String.join(", ", done) + " run as before";
  }

  /**
   * Sees that the old version serves as it did before the deployment: somebody may have removed or
   * replaced its containers meanwhile.
   *
   * @return that it was so, in a sentence; empty when it was not
   */
  String restore(Rollout rollout) throws InterruptedException {
    if (rollout.previous() == null || !rollout.plan().serving()) {
      return "";
    }
    Release old = old(rollout);
    List<String> routed = oldRouted(rollout);
    if (routed.stream().allMatch(service -> containers.current(old, service))) {
      return "";
    }
    String ran = "The old version did not run as before any more";
    try {
      String _ = projects.write(rollout, old, rollout.target());
      rollout.say(converge(rollout, old, routed));
      rollout.say(toMain(rollout, old, routed));
      forgetOthers(rollout, routed);
    } catch (StepFailed e) { // All that was new is gone all the same.
      return ran + ", and could not be started again: " + e.failure().sentence();
    }
    return ran + "; it was started again.";
  }

  /** Returns the services that only the new release has. */
  static List<String> onlyNew(Rollout rollout) {
    Release previous = rollout.previous();
    return rollout.target().services().keySet().stream()
        .filter(name -> previous == null || !previous.services().containsKey(name))
        .toList();
  }

  /** Watches what serves for the configured time; at the end the release counts. */
  String verify(Rollout rollout, Collection<ContainerSummary> serving, Duration window)
      throws InterruptedException {
    return checks.hold(rollout, serving, window);
  }
}
