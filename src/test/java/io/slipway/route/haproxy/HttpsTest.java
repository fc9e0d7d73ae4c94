package io.slipway.route.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.certificate.TestCertificate;
import io.slipway.compose.StackName;
import io.slipway.kernel.Clock;
import io.slipway.kernel.Command;
import io.slipway.kernel.Problem;
import io.slipway.route.Entry;
import io.slipway.route.Https;
import io.slipway.route.OwnPage;
import io.slipway.route.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateParsingException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real HAProxy that speaks HTTPS. */
class HttpsTest extends RealRouter {

  private static final String HOST = "shop.test";

  /** A handshake takes a second on a machine that is very busy. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private volatile Https https = Https.NONE;
  private TestCertificate first;

  @BeforeEach
  void secure() {
    router.secure(() -> https);
    first = TestCertificate.of(folder, HOST);
  }

  @Test
  void changesCertificatesUnderLoadWithoutAReload() throws Exception {
    TestCertificate second = TestCertificate.of(folder, HOST);
    TestCertificate other = TestCertificate.of(folder, "other.test", "*.other.test");
    https = with(first);
    router.publish(SHOP, List.of(new Route(web, List.of(Entry.Domain.of(HOST)), null)));
    admit("shop", app("shop"));
    assertThat(answer(first, HOST, "/forwarded")).isEqualTo("2 200 127.0.0.1 https");
    assertThat(answer(other, "x.other.test", "/")).isEqualTo("0 000");
    assertThat(router.address(new Entry.Domain(HOST, "/api")))
        .isEqualTo("https://" + HOST + ":" + httpsPort + "/api");
    assertThat(router.address(Entry.Domain.of("other.test")))
        .isEqualTo("http://other.test:" + httpPort);
    assertThat(router.address(Entry.Port.of(8080))).isEqualTo(":8080");
    onlyOwnersReadKeys();

    try (Handshakes load = new Handshakes(httpsPort, HOST)) {
      Awaitility.await().atMost(PATIENCE).until(() -> load.seen(first.certificate()) > 3);
      long worker = worker();
      converge(with(second, other));
      Awaitility.await().atMost(PATIENCE).until(() -> load.seen(second.certificate()) > 3);
      assertThat(answer(other, "x.other.test", "/")).startsWith("2 404 No application is served");
      converge(with(second));
      assertThat(answer(other, "x.other.test", "/")).isEqualTo("0 000");
      assertThat(worker()).isEqualTo(worker);
      onlyOwnersReadKeys();

      // A new worker reads from the files what the old one was told.
      router.publish(new StackName("other"), List.of(otherRoute(Entry.Domain.of("y.test"))));
      assertThat(worker()).isNotEqualTo(worker);
      long before = load.seen(second.certificate());
      Awaitility.await().atMost(PATIENCE).until(() -> load.seen(second.certificate()) > before + 3);
      assertThat(load.failures()).isEmpty();
    }
    converge(Https.NONE);
    assertThat(answer(second, HOST, "/")).isEqualTo("0 000");
    assertThat(keys()).isEmpty();
    assertThat(domain(HOST, "/")).isEqualTo("shop");
  }

  @Test
  void sendsToHttpsAndIsStrictForThoseDomainsThatWantItAndHaveACertificate() throws Exception {
    String bare = "bare.test";
    https = new Https(with(first).certificates(), Set.of(HOST, bare), Set.of(HOST), Map.of());
    router.publish(
        SHOP, List.of(new Route(web, List.of(Entry.Domain.of(HOST), Entry.Domain.of(bare)), null)));
    admit("shop", app("shop"));
    String redirect =
        curl(
            "-i",
            "-X",
            "POST",
            "-H",
            "Host: Shop.test:1",
            "http://127.0.0.1:" + httpPort + "/a?b=c");
    assertThat(redirect)
        .startsWith("HTTP/1.1 308")
        .contains("location: https://" + HOST + ":" + httpsPort + "/a?b=c");
    assertThat(domain(bare, "/")).isEqualTo("shop");
    assertThat(answer(first, HOST, "/", "-i"))
        .contains("strict-transport-security: max-age=31536000", "shop");
    converge(new Https(https.certificates(), Set.of(), Set.of(), Map.of()));
    assertThat(answer(first, HOST, "/", "-i")).doesNotContain("strict-transport");
    assertThat(domain(HOST, "/")).isEqualTo("shop");
  }

  @Test
  void keepsTheDomainOfSlipwaysOwnPageForItWhateverThePath() {
    Entry.Domain below = new Entry.Domain("own.test", "/app");
    router.serve(new OwnPage("own.test", "127.0.0.1:1", "key"));
    Route wanted = new Route(web, List.of(below), null);
    for (ThrowingCallable refused :
        List.<ThrowingCallable>of(
            () -> router.refuseTaken(SHOP, List.of(wanted)),
            () -> router.publish(SHOP, List.of(wanted)))) {
      assertThatThrownBy(refused)
          .isInstanceOf(Problem.Conflict.class)
          .hasMessageContaining("own.test is wanted for web and is that of Slipway's own page");
    }
    router.publish(SHOP, List.of(new Route(web, List.of(Entry.Domain.of(HOST)), null)));
    assertThatThrownBy(() -> router.serve(new OwnPage(HOST, "127.0.0.1:1", "key")))
        .isInstanceOf(Problem.Conflict.class)
        .hasMessageContaining("routed to service web of stack shop");
    assertThat(router.ownDomain()).hasValue("own.test");
  }

  @Test
  void hearsFromTheLoadBalancerWhoTheClientIsWhereThatIsSet() throws Exception {
    router.close();
    router =
        new HaproxyRouter(
            folder.resolve("router"),
            database,
            processes,
            Clock.system(),
            new SharedPorts(httpPort, httpsPort, true));
    router.publish(SHOP, List.of(new Route(web, List.of(Entry.Domain.of(HOST)), null)));
    admit("shop", app("shop"));
    String header = "PROXY TCP4 203.0.113.9 203.0.113.1 5000 80\r\n";
    assertThat(plain(header)).endsWith("203.0.113.9 http");
    assertThat(plain("")).doesNotContain("200 OK");
  }

  private String plain(String header) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", httpPort)) {
      String request =
          header + "GET /forwarded HTTP/1.1\r\nHost: " + HOST + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    } catch (SocketException e) {
      return ""; // cut off
    }
  }

  private void converge(Https wanted) {
    https = wanted;
    router.converge();
  }

  private static Https with(TestCertificate... certificates) {
    return new Https(
        Arrays.stream(certificates)
            .map(one -> new Https.Certificate(Set.copyOf(names(one)), one.pem() + one.keyPem()))
            .toList(),
        Set.of(),
        Set.of(),
        Map.of());
  }

  private static List<String> names(TestCertificate one) {
    try {
      return one.certificate().getSubjectAlternativeNames().stream()
          .map(name -> String.valueOf(name.get(1)))
          .toList();
    } catch (CertificateParsingException e) {
      throw new IllegalStateException(e);
    }
  }

  private long worker() {
    return router.observe().targets().getFirst().worker();
  }

  private void onlyOwnersReadKeys() throws IOException {
    assertThat(keys()).isNotEmpty();
    for (Path key : keys()) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
          .isEqualTo("rw-------");
    }
  }

  private List<Path> keys() {
    try (Stream<Path> files = Files.list(folder.resolve("router/certificates"))) {
      return files.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns version of HTTP, status and body of an answer to somebody who trusts a certificate. */
  private String answer(TestCertificate trusted, String host, String path, String... more)
      throws Exception {
    Path file = Files.writeString(folder.resolve("trusted.pem"), trusted.pem());
    String[] options = {
      "--cacert",
      file.toString(),
      "--resolve",
      host + ":" + httpsPort + ":127.0.0.1",
      "-w",
      "\n%{http_version} %{http_code}",
      "https://" + host + ":" + httpsPort + path
    };
    String out =
        curl(Stream.of(more, options).flatMap(Arrays::stream).toArray(String[]::new)).strip();
    int end = out.lastIndexOf('\n');
    return (out.substring(end + 1) + " " + out.substring(0, Math.max(end, 0))).strip();
  }

  private String curl(String... options) throws Exception {
    Command.Result result = processes.run(Command.of("curl", "-s", "-m", "5").with(options));
    return result.out();
  }
}
