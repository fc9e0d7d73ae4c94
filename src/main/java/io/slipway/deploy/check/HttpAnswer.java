package io.slipway.deploy.check;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * What a server answered to one GET. Spoken by hand as HTTP/1.0, which has no chunks and no
 * connection to keep: the JDK's client would cost a thread and megabytes for one line.
 *
 * @param status of the status line
 * @param body at most the first 64 KiB
 */
record HttpAnswer(int status, String body) {

  private static final int MOST = 64 << 10;

  /**
   * Asks a container itself.
   *
   * @throws IOException when there is no answer, no HTTP, or not in time
   */
  static HttpAnswer get(String address, int port, String path, Duration timeout)
      throws IOException {
    long end = System.nanoTime() + timeout.toNanos();
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), (int) timeout.toMillis());
      String host = address.contains(":") ? "[" + address + "]" : address;
      socket
          .getOutputStream()
          .write(
              ("GET "
                      + path
                      + " HTTP/1.0\r\nHost: "
                      + host
                      + ":"
                      + port
                      + "\r\nUser-Agent: slipway-check\r\nAccept: */*\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      return parse(read(socket, end));
    }
  }

  private static String read(Socket socket, long end) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    InputStream in = socket.getInputStream();
    while (bytes.size() < MOST) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new SocketTimeoutException("no whole answer in time");
      }
      socket.setSoTimeout((int) left);
      int n = in.read(buffer);
      if (n < 0) {
        break;
      }
      bytes.write(buffer, 0, n);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  static HttpAnswer parse(String text) throws IOException {
    if (!text.matches("(?s)HTTP/1\\.[01] [0-9]{3}.*")) {
      throw new IOException(text.isEmpty() ? "an empty answer" : "an answer that is no HTTP");
    }
    int body = text.indexOf("\r\n\r\n");
    return new HttpAnswer(
        Integer.parseInt(text.substring(9, 12)), body < 0 ? "" : text.substring(body + 4));
  }
}
