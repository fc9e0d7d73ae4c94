package io.slipway.account;

import io.slipway.kernel.Clock;
import io.slipway.kernel.Digest;
import io.slipway.store.Database;
import io.slipway.web.Visit;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Browsers and addresses from which a user has logged in before. A browser shows it by a cookie of
 * its own that outlives the session and gives no access by itself.
 */
final class KnownDevices {

  static final String COOKIE = "slipway_device";
  static final Duration KEPT = Duration.ofDays(400);

  private final Database database;
  private final Clock clock;

  KnownDevices(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Returns a key for the browser when this user has logged in with it before, else null. */
  @Nullable String known(User user, Visit visit) {
    String cookie = visit.cookies().get(COOKIE);
    if (cookie == null) {
      return null;
    }
    String hash = hash(cookie, user.id());
    return database.read(sql -> DeviceTable.hasDevice(sql, user.id(), hash)) ? hash : null;
  }

  boolean knownAddress(User user, Visit visit) {
    return database.read(sql -> DeviceTable.hasAddress(sql, user.id(), network(visit.address())));
  }

  /** Remembers the browser and address and returns the cookie's value, kept or new. */
  String remember(User user, Visit visit) {
    String cookie = visit.cookies().getOrDefault(COOKIE, "");
    String value = cookie.length() == 43 ? cookie : RandomText.bits256();
    database.change(sql -> {
      DeviceTable.forgetOlder(sql, clock.now().minus(KEPT));
      DeviceTable.keep(
          sql, user.id(), hash(value, user.id()), network(visit.address()), clock.now());
    });
    return value;
  }

  private static String hash(String cookie, String userId) {
    return Digest.sha256(cookie + ":" + userId);
  }

  /** Returns what one caller has: an IPv4 address, or the first 64 bits of an IPv6 one. */
  static String network(String address) {
    try {
      byte[] bytes = InetAddress.ofLiteral(address).getAddress();
      return bytes.length == 16 ? HexFormat.of().formatHex(Arrays.copyOf(bytes, 8)) : address;
    } catch (IllegalArgumentException e) {
      // A proxy may write anything into its header.
      return address.substring(0, Math.min(address.length(), 60));
    }
  }
}
