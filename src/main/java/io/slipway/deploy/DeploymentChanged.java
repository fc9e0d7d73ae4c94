package io.slipway.deploy;

import io.slipway.compose.StackName;
import io.slipway.kernel.Event;

/** A deployment is in another state, or something else of it has changed. */
public record DeploymentChanged(StackName stack, long number, DeploymentState state)
    implements Event {}
