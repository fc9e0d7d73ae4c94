/**
 * The database: opening it, migrating it, and a small helper for plain SQL.
 *
 * <p>Entry type: {@link io.slipway.store.Database}. May use {@code kernel}. {@code java.sql} is
 * used nowhere else but in classes whose name ends in {@code Table}.
 */
@NullMarked
package io.slipway.store;

import org.jspecify.annotations.NullMarked;
