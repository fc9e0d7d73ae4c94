/**
 * Who may come in: users and roles, login and its limits, sessions, API tokens.
 *
 * <p>Entry type: {@link io.slipway.account.Accounts}, which makes all parts. May use {@code
 * kernel}, {@code store}, {@code web}.
 */
@NullMarked
package io.slipway.account;

import org.jspecify.annotations.NullMarked;
