/**
 * Builds: how a stack's images are made ({@link io.slipway.build.BuildConfig}), the bounded queue
 * and BuildKit's part.
 *
 * <p>Entry types: {@link io.slipway.build.BuildEngine}, {@link io.slipway.build.BuildApi}. May use
 * shared packages and gateways; never {@code deploy}.
 */
@NullMarked
package io.slipway.build;

import org.jspecify.annotations.NullMarked;
