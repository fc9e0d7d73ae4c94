package io.slipway.deploy;

import io.slipway.compose.StackName;
import io.slipway.kernel.Event;

/** What the watch says of a stack has changed. */
public record WatchChanged(StackName stack) implements Event {}
