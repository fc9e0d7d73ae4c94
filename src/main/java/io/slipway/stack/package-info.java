/**
 * Stacks: folders of the stacks directory and compose projects of the engine, their status from
 * facts, what is done with them, their files and their output.
 *
 * <p>Entry types: {@link io.slipway.stack.Stacks} for what there is, {@link
 * io.slipway.stack.StackBusy} for one thing at a time, {@link io.slipway.stack.StackApi} for the
 * routes. May use {@code kernel}, the gateways and {@code web}.
 */
@NullMarked
package io.slipway.stack;

import org.jspecify.annotations.NullMarked;
