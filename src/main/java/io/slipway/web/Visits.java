package io.slipway.web;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.webserver.http.ServerRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads {@link Visit}s from requests; knows whether a proxy's headers are to be believed. */
public final class Visits {

  private static final HeaderName FETCH_SITE = HeaderNames.create("Sec-Fetch-Site");
  private static final HeaderName FORWARDED_PROTO = HeaderNames.create("X-Forwarded-Proto");
  private static final HeaderName FORWARDED_HOST = HeaderNames.create("X-Forwarded-Host");
  private static final HeaderName FORWARDED_FOR = HeaderNames.create("X-Forwarded-For");

  /** As {@code route.OwnPage} has it. */
  private static final HeaderName ROUTER_KEY = HeaderNames.create("X-Slipway-Router");

  private static final int LONGEST_AGENT = 300;

  private final BooleanSupplier trustProxy;
  private final Supplier<String> publicUrl;
  private final @Nullable String routerKey;

  /**
   * Makes a reader.
   *
   * @param trustProxy whether {@code X-Forwarded-*} is believed, asked for each request
   * @param publicUrl an address that is ours whatever the request says, or empty
   * @param routerKey what our own router shows us, or null when it does not serve this page
   */
  public Visits(
      BooleanSupplier trustProxy, Supplier<String> publicUrl, @Nullable String routerKey) {
    this.trustProxy = trustProxy;
    this.publicUrl = publicUrl;
    this.routerKey = routerKey;
  }

  Visit of(ServerRequest request) {
    return of(request.headers(), request.remotePeer().host(), request.isSecure());
  }

  /** Reads an upgrade to a WebSocket, of which the address is not known yet. */
  Visit of(Headers headers) {
    return of(headers, "", false);
  }

  private Visit of(Headers headers, String peer, boolean tls) {
    boolean routed = routed(headers);
    boolean proxied = routed || trustProxy.getAsBoolean();
    String address = proxied ? last(headers, FORWARDED_FOR, peer) : peer;
    boolean secure = tls || (proxied && "https".equals(last(headers, FORWARDED_PROTO, "")));
    String agent = first(headers, HeaderNames.USER_AGENT);
    return new Visit(
        cookies(headers),
        bearer(first(headers, HeaderNames.AUTHORIZATION)),
        address,
        secure,
        agent == null ? "" : agent.substring(0, Math.min(agent.length(), LONGEST_AGENT)),
        foreign(headers, routed, proxied, secure));
  }

  /** Returns whether the request came through our own router, which alone knows the key. */
  private boolean routed(Headers headers) {
    String shown = first(headers, ROUTER_KEY);
    return routerKey != null
        && shown != null
        && MessageDigest.isEqual(
            routerKey.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
  }

  /** A proxy appends what it saw: only its own, last entry can be believed. */
  private static String last(Headers headers, HeaderName name, String otherwise) {
    if (!headers.contains(name)) {
      return otherwise;
    }
    String list = String.join(",", headers.get(name).allValues());
    return list.isBlank() ? otherwise : list.substring(list.lastIndexOf(',') + 1).strip();
  }

  private boolean foreign(Headers headers, boolean routed, boolean proxied, boolean secure) {
    if ("cross-site".equals(first(headers, FETCH_SITE))) {
      return true;
    }
    String origin = first(headers, HeaderNames.ORIGIN);
    if (origin == null) {
      return false;
    }
    if (routed) { // the host is as it was asked for, and the scheme is known
      String here = (secure ? "https://" : "http://") + first(headers, HeaderNames.HOST);
      return !origin.equalsIgnoreCase(here) && !(publicUrl.get() + "/").startsWith(origin + "/");
    }
    String authority = authority(origin);
    if (authority.isEmpty()) {
      return true;
    }
    String host = first(headers, HeaderNames.HOST);
    String forwarded = proxied ? first(headers, FORWARDED_HOST) : null;
    return !authority.equals(normal(host))
        && !authority.equals(normal(forwarded))
        && !authority.equals(authority(publicUrl.get()));
  }

  private static String authority(String url) {
    try {
      String authority = URI.create(url).getRawAuthority();
      return normal(authority);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static String normal(@Nullable String authority) {
    if (authority == null) {
      return "";
    }
    return authority.toLowerCase(Locale.ROOT).replaceFirst(":(80|443)$", "");
  }

  private static @Nullable String bearer(@Nullable String authorization) {
    return authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7)
        ? authorization.substring(7).strip()
        : null;
  }

  private static Map<String, String> cookies(Headers headers) {
    Map<String, String> cookies = new HashMap<>();
    if (headers.contains(HeaderNames.COOKIE)) {
      for (String line : headers.get(HeaderNames.COOKIE).allValues()) {
        for (String pair : line.split(";", -1)) {
          int equals = pair.indexOf('=');
          if (equals > 0) {
            cookies.putIfAbsent(
                pair.substring(0, equals).strip(), unquoted(pair.substring(equals + 1).strip()));
          }
        }
      }
    }
    return cookies;
  }

  /** A value may stand in quotes (RFC 6265, 4.1.1). */
  private static String unquoted(String value) {
    boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
    return quoted ? value.substring(1, value.length() - 1) : value;
  }

  private static @Nullable String first(Headers headers, HeaderName name) {
    return headers.first(name).orElse(null);
  }
}
