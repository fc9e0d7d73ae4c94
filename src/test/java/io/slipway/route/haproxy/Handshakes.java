package io.slipway.route.haproxy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** Asks again and again over a new encrypted connection, and remembers which certificate it saw. */
final class Handshakes implements AutoCloseable {

  private final int port;
  private final String host;
  private final Map<X509Certificate, AtomicLong> seen = new ConcurrentHashMap<>();
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private final Thread thread;
  private volatile boolean closed;

  Handshakes(int port, String host) {
    this.port = port;
    this.host = host;
    this.thread = Thread.ofVirtual().name("handshakes").start(this::ask);
  }

  private void ask() {
    while (!closed) {
      try (SSLSocket socket =
          (SSLSocket) newcomer().getSocketFactory().createSocket("127.0.0.1", port)) {
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(host)));
        socket.setSSLParameters(parameters);
        socket.setSoTimeout(10_000);
        String request = "GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        String answer =
            new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        if (!answer.startsWith("HTTP/1.1 200")) {
          failures.add(answer);
        }
        X509Certificate shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
        seen.computeIfAbsent(shown, _ -> new AtomicLong()).incrementAndGet();
      } catch (IOException e) {
        failures.add(e.toString());
      }
    }
  }

  /** Resumes no earlier connection: that would not ask for a certificate again. */
  private static SSLContext newcomer() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new Anybody()}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has TLS", e);
    }
  }

  /** Returns how many answers came under a certificate. */
  long seen(X509Certificate certificate) {
    return seen.getOrDefault(certificate, new AtomicLong()).get();
  }

  /** Returns the certificates under which answers came. */
  Set<X509Certificate> seen() {
    return Set.copyOf(seen.keySet());
  }

  List<String> failures() {
    return List.copyOf(failures);
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    thread.join();
  }

  /** Trusts everybody: what was shown is compared afterwards. */
  private static final class Anybody implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
