package io.slipway.route.haproxy;

/**
 * The ports that all domains share.
 *
 * @param http for plain requests, 80 in general
 * @param https for encrypted ones, 443 in general
 * @param proxyProtocol whether a load balancer stands before both and names the client in a header
 *     of the PROXY protocol; a connection without one is refused then
 */
public record SharedPorts(int http, int https, boolean proxyProtocol) {

  /** Returns where plain requests come in. */
  Bind plain() {
    return new Bind(null, http);
  }

  /** Returns where encrypted requests come in. */
  Bind encrypted() {
    return new Bind(null, https);
  }
}
