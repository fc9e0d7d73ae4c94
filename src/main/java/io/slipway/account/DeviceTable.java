package io.slipway.account;

import io.slipway.store.Sql;
import java.time.Instant;

/** Table {@code known_device}. */
final class DeviceTable {

  private DeviceTable() {}

  static boolean hasDevice(Sql sql, String userId, String deviceHash) {
    return sql.first(
            "select 1 as one from known_device where device_hash = ? and user_id = ?",
            row -> row.number("one"),
            deviceHash,
            userId)
        .isPresent();
  }

  static boolean hasAddress(Sql sql, String userId, String address) {
    return sql.first(
            "select 1 as one from known_device where user_id = ? and address = ?",
            row -> row.number("one"),
            userId,
            address)
        .isPresent();
  }

  static void keep(Sql sql, String userId, String deviceHash, String address, Instant now) {
    sql.update("delete from known_device where device_hash = ?", deviceHash);
    sql.update(
        "insert into known_device (device_hash, user_id, address, seen_at) values (?, ?, ?, ?)",
        deviceHash,
        userId,
        address,
        now);
  }

  static void forgetOlder(Sql sql, Instant than) {
    sql.update("delete from known_device where seen_at < ?", than);
  }

  static void forgetAll(Sql sql, String userId) {
    sql.update("delete from known_device where user_id = ?", userId);
  }
}
