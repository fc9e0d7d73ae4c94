package io.slipway.route;

/**
 * Slipway's own page at the router: it belongs to no stack, and has its domain for itself.
 *
 * @param domain by which it is asked for, in lower case
 * @param address {@code ip:port} at which Slipway listens on this machine
 * @param key shown to Slipway by the router, which alone knows it
 */
public record OwnPage(String domain, String address, String key) {

  /**
   * The header with the key. Who shows it says the truth in {@code X-Forwarded-For} and {@code
   * X-Forwarded-Proto}.
   */
  public static final String HEADER = "X-Slipway-Router";

  /** Keeps the key out of logs. */
  @Override
  public String toString() {
    return domain + " at " + address;
  }
}
