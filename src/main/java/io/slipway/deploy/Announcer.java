package io.slipway.deploy;

import io.slipway.compose.StackName;
import io.slipway.kernel.Events;
import io.slipway.store.Database;
import io.slipway.web.Live;

/** Tells open pages and other features what changed in deployments. */
final class Announcer {

  private final Database database;
  private final Live live;
  private final Events events;
  private final DeploymentViews views;

  Announcer(Database database, Live live, Events events, DeploymentViews views) {
    this.database = database;
    this.live = live;
    this.events = events;
    this.views = views;
  }

  void deployment(StackName stack, long number) {
    database
        .read(sql -> DeploymentTable.find(sql, stack, number))
        .ifPresent(deployment -> {
          DeploymentView view = views.one(deployment);
          live.publish("deployments", "deployment.changed", view);
          live.publish(topic(stack, number), "deployment.changed", view);
          events.publish(new DeploymentChanged(stack, number, deployment.state()));
        });
  }

  void step(StackName stack, long number, String key) {
    views
        .step(stack, number, key)
        .ifPresent(view -> live.publish(topic(stack, number), "step.changed", view));
  }

  void sample(StackName stack, long number, CheckResult result) {
    live.publish(
        topic(stack, number),
        "check.sample",
        new CheckSampleEvent(
            result.check(), result.at().toString(), result.verdict().name(), result.detail()));
  }

  /** Says that the watch has looked. */
  void watched(StackName stack, int samples) {
    live.publish("stack:" + stack, "watch.samples", new WatchSamplesEvent(samples));
  }

  /** Says that the watch has found a stack bad, or good again. */
  void watchChanged(StackName stack, WatchChange change) {
    if (change.bad()) {
      audited(
          Deployments.WATCH, "watch.bad", stack, "v" + change.release() + ": " + change.reason());
    } else {
      audited(Deployments.WATCH, "watch.good", stack, "v" + change.release());
    }
    events.publish(new WatchChanged(stack));
  }

  /** Says that something was done about what the watch has found. */
  void watchChanged(StackName stack) {
    events.publish(new WatchChanged(stack));
  }

  void audited(String actor, String action, StackName stack, String detail) {
    events.publish(new DeployAudited(actor, action, stack.value(), detail));
  }

  private static String topic(StackName stack, long number) {
    return "deployment:" + stack + "/" + number;
  }
}
