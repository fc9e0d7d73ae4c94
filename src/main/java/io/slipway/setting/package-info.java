/**
 * The server-wide settings that an administrator changes in the page, as against those of the
 * command line.
 *
 * <p>Entry types: {@link io.slipway.setting.ServerSettingsStore}, {@link
 * io.slipway.setting.ServerSettingsChanged}. May use {@code kernel}, {@code store}, {@code web}.
 */
@NullMarked
package io.slipway.setting;

import org.jspecify.annotations.NullMarked;
