package io.slipway.route;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One HTTP/1.1 connection that never tries again by itself: what the JDK's clients repeat silently
 * is what a checker is there to count.
 */
final class RawConnection implements AutoCloseable {

  private final Socket socket = new Socket();
  private final InputStream in;
  private final String host;
  private boolean open = true;
  private long lastUsed = System.nanoTime();

  RawConnection(String host, int port, int timeoutMillis) throws IOException {
    this.host = host + ":" + port;
    socket.setTcpNoDelay(true);
    socket.connect(new InetSocketAddress(host, port), timeoutMillis);
    socket.setSoTimeout(timeoutMillis);
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  /** An answer: its status and its body. */
  record Answer(int status, String body) {}

  Answer ask(String method, String path, byte[] body) throws IOException {
    String head =
        method
            + " "
            + path
            + " HTTP/1.1\r\nHost: "
            + host
            + "\r\nUser-Agent: checker\r\n"
            + (body.length > 0 ? "Content-Length: " + body.length + "\r\n" : "")
            + "\r\n";
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
    request.writeBytes(body);
    socket.getOutputStream().write(request.toByteArray());
    Answer answer = read();
    lastUsed = System.nanoTime();
    return answer;
  }

  /** Returns whether another request may be sent: the other side has not said that it closes. */
  boolean reusable() {
    // The router closes connections that are idle for 10 s: not ours to race with.
    return open && System.nanoTime() - lastUsed < 4_000_000_000L;
  }

  private Answer read() throws IOException {
    String[] first = line().split(" ", 3);
    if (first.length < 2) {
      throw new IOException("No status line");
    }
    long length = -1;
    boolean chunked = false;
    for (String line = line(); !line.isEmpty(); line = line()) {
      String header = line.toLowerCase(Locale.ROOT);
      if (header.startsWith("content-length:")) {
        length = Long.parseLong(header.substring(15).strip());
      } else if (header.startsWith("transfer-encoding:") && header.contains("chunked")) {
        chunked = true;
      } else if (header.startsWith("connection:") && header.contains("close")) {
        open = false;
      }
    }
    return new Answer(Integer.parseInt(first[1]), body(length, chunked));
  }

  private String body(long length, boolean chunked) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    if (chunked) {
      for (int size = chunkSize(); size > 0; size = chunkSize()) {
        body.writeBytes(exactly(size));
        line();
      }
      line();
    } else if (length >= 0) {
      body.writeBytes(exactly((int) length));
    } else {
      open = false;
      body.writeBytes(in.readAllBytes());
    }
    return body.toString(StandardCharsets.UTF_8);
  }

  private int chunkSize() throws IOException {
    return Integer.parseInt(line().split(";", 2)[0].strip(), 16);
  }

  private byte[] exactly(int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException(
          "The body broke off after " + bytes.length + " of " + count + " bytes");
    }
    return bytes;
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("The connection ended without an answer");
      }
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
