package io.slipway.engine;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The first part of an HTTP/1.1 answer.
 *
 * @param status 200, 404…
 * @param headers by lower-case name
 */
record HttpHead(int status, Map<String, String> headers) {

  private static final int MAX_LINE = 16 << 10;
  private static final int MAX_HEADERS = 100;

  /** Reads up to the blank line. */
  static HttpHead read(InputStream stream) throws IOException {
    String[] first = line(stream).split(" ", 3);
    if (first.length < 2 || !first[0].startsWith("HTTP/1.") || !first[1].matches("[0-9]{3}")) {
      throw new IOException("This is no HTTP answer: " + String.join(" ", first));
    }
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(stream); !line.isEmpty(); line = line(stream)) {
      int colon = line.indexOf(':');
      if (colon <= 0 || headers.size() == MAX_HEADERS) {
        throw new IOException("This is no HTTP header: " + line);
      }
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return new HttpHead(Integer.parseInt(first[1]), headers);
  }

  /** Returns the body that follows in {@code stream}, of whichever length the headers say. */
  InputStream body(InputStream stream) throws IOException {
    if (status == 204 || status == 304) {
      return InputStream.nullInputStream();
    }
    if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
      return new ChunkedInput(stream);
    }
    String length = headers.get("content-length");
    if (length == null) {
      return stream; // up to the end of the connection
    }
    try {
      return new LimitedInput(stream, Long.parseLong(length));
    } catch (NumberFormatException e) {
      throw new IOException("This is no length: " + length, e);
    }
  }

  /** Reads a line that ends with CR LF. */
  static String line(InputStream stream) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int octet = stream.read(); octet != '\n'; octet = stream.read()) {
      if (octet == -1) {
        throw new EOFException("The engine closed the connection");
      }
      if (text.length() == MAX_LINE) {
        throw new IOException("The engine's answer has a line without end");
      }
      text.append((char) octet);
    }
    int end = text.length();
    if (end > 0 && text.charAt(end - 1) == '\r') {
      text.setLength(end - 1);
    }
    return new String(
        text.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
