/**
 * Docker Compose: names, files, the rendered model, edits that keep a file's bytes, and the {@code
 * docker compose} command.
 *
 * <p>Entry types: {@link io.slipway.compose.ComposeCli}, {@link io.slipway.compose.ComposeFiles},
 * {@link io.slipway.compose.ComposeModel}, {@link io.slipway.compose.YamlEdit}. May use {@code
 * kernel}, and of {@code engine} only the address and where plugins are.
 */
@NullMarked
package io.slipway.compose;

import org.jspecify.annotations.NullMarked;
