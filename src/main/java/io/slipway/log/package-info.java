/**
 * Step logs: append-only files with a line index, masked before a byte reaches disk or socket; read
 * by line number, searched, downloaded and followed without ever being loaded whole.
 *
 * <p>Entry types: {@link io.slipway.log.StepLogs}, {@link io.slipway.log.LogApi}. May use {@code
 * kernel}, {@code compose} (names) and {@code web} (the live topic).
 */
@NullMarked
package io.slipway.log;

import org.jspecify.annotations.NullMarked;
