package io.slipway;

import io.slipway.build.BuildConfigs;
import io.slipway.deploy.Deployments;
import io.slipway.kernel.Events;
import io.slipway.kernel.Problem;
import io.slipway.repository.StackSources;
import io.slipway.stack.StackDeleted;

/** Forgets what features keep about a stack when it is deleted. */
final class Forgetting implements AutoCloseable {

  private final Events.Subscription subscription;

  Forgetting(Events events, StackSources sources, BuildConfigs builds, Deployments deployments) {
    this.subscription =
        events.subscribe(
            StackDeleted.class,
            deleted -> {
              deployments.forget(deleted.stack());
              builds.forget(deleted.stack());
              try {
                sources.remove(deleted.stack(), deleted.actor());
              } catch (Problem.NotFound e) {
                return; // no repository fed it
              }
            });
  }

  @Override
  public void close() {
    subscription.close();
  }
}
