package io.slipway.web;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request says of who makes it, before anybody believes it.
 *
 * @param cookies by name
 * @param bearer what follows {@code Authorization: Bearer}, or null
 * @param address the network address of the caller; empty when it is not known
 * @param secure whether it came by https
 * @param userAgent what the browser calls itself, at most 300 characters
 * @param foreign whether a page of another origin makes the request
 */
public record Visit(
    Map<String, String> cookies,
    @Nullable String bearer,
    String address,
    boolean secure,
    String userAgent,
    boolean foreign) {

  public Visit {
    cookies = Map.copyOf(cookies);
  }
}
