/**
 * Docker Compose: names, files, the rendered model, edits that keep a file's bytes, and the {@code
 * docker compose} command.
 *
 * <p>Entry type: {@link io.slipway.compose.StackName}. May use {@code kernel}.
 */
@NullMarked
package io.slipway.compose;

import org.jspecify.annotations.NullMarked;
