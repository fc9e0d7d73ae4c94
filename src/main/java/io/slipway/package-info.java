/** The program itself: {@link io.slipway.Slipway} reads the settings and wires all parts. */
@NullMarked
package io.slipway;

import org.jspecify.annotations.NullMarked;
