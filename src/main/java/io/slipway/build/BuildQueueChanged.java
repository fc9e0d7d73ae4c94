package io.slipway.build;

import io.slipway.kernel.Event;
import java.util.List;

/** A build has come, begun or gone. */
public record BuildQueueChanged(List<QueuedBuild> queue) implements Event {}
