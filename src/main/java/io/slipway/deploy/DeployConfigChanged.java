package io.slipway.deploy;

import io.slipway.compose.StackName;
import io.slipway.kernel.Event;

/** A stack is to be deployed in another way, or has been deleted with its settings. */
public record DeployConfigChanged(StackName stack) implements Event {}
