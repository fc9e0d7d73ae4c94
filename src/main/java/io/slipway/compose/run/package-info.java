/**
 * {@code docker run} commands to compose files, and services of a compose model to such commands.
 *
 * <p>Entry types: {@link io.slipway.compose.run.RunToCompose}, {@link
 * io.slipway.compose.run.ComposeToRun}. What the other side cannot say comes as {@link
 * io.slipway.compose.run.Note}s; nothing is dropped without one.
 */
@NullMarked
package io.slipway.compose.run;

import org.jspecify.annotations.NullMarked;
