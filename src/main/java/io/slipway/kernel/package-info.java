/**
 * The floor everything stands on: time, ids, problems, in-process events and child processes.
 *
 * <p>Entry types: {@link io.slipway.kernel.Problem}, {@link io.slipway.kernel.Events}, {@link
 * io.slipway.kernel.Command}. May use nothing but the JDK and JSpecify.
 */
@NullMarked
package io.slipway.kernel;

import org.jspecify.annotations.NullMarked;
