package io.slipway.web;

import io.slipway.kernel.Digest;
import java.util.Locale;
import java.util.Map;

/**
 * One file of the page, kept in memory: a page has few and small ones.
 *
 * @param plain its bytes
 * @param gzip compressed, or empty when that is not worth it
 * @param etag changes with the bytes
 * @param type for {@code Content-Type}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record StaticFile(byte[] plain, byte[] gzip, String etag, String type) {

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("json", "application/json"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("txt", "text/plain; charset=utf-8"),
          Map.entry("png", "image/png"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff2", "font/woff2"));

  static StaticFile of(String path, byte[] plain, byte[] gzip) {
    String etag = "\"" + Digest.sha256(plain).substring(0, 20) + "\"";
    String type = TYPES.getOrDefault(ending(path), "application/octet-stream");
    return new StaticFile(plain, gzip, etag, type);
  }

  static boolean compressible(String path) {
    String type = TYPES.getOrDefault(ending(path), "");
    return type.startsWith("text/") || type.contains("json") || type.contains("svg");
  }

  private static String ending(String path) {
    return path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }
}
