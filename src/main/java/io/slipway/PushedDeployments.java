package io.slipway;

import io.slipway.compose.StackName;
import io.slipway.deploy.Commit;
import io.slipway.deploy.DeployWish;
import io.slipway.deploy.Deployment;
import io.slipway.deploy.Deployments;
import io.slipway.repository.PushListener;
import io.slipway.repository.PushOutcome;
import io.slipway.repository.PushedCommit;
import org.jspecify.annotations.Nullable;

/** Lets a push that the rules let pass become a deployment. */
final class PushedDeployments implements PushListener {

  private final Deployments deployments;

  PushedDeployments(Deployments deployments) {
    this.deployments = deployments;
  }

  @Override
  public PushOutcome push(
      StackName stack, PushedCommit pushed, @Nullable String eventId, String actor) {
    Commit commit = new Commit(pushed.sha(), pushed.message(), pushed.author(), pushed.ref());
    Deployment queued =
        deployments.request(DeployWish.push(stack, commit, eventId, who(pushed, actor)));
    return new PushOutcome(queued.number(), "Deployment #" + queued.number() + " was queued.");
  }

  /** People look for the one who pushed; that a hook told it stands in the event. */
  private static String who(PushedCommit pushed, String actor) {
    return pushed.author().isBlank() ? actor : pushed.author();
  }
}
