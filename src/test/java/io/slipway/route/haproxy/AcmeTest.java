package io.slipway.route.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.certificate.Acme;
import io.slipway.certificate.Certificates;
import io.slipway.certificate.Renewals;
import io.slipway.certificate.TestCertificate;
import io.slipway.kernel.Command;
import io.slipway.kernel.Events;
import io.slipway.kernel.MovableClock;
import io.slipway.kernel.Problem;
import io.slipway.kernel.RunningCommand;
import io.slipway.route.Entry;
import io.slipway.route.Route;
import io.slipway.secret.Vault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A real ACME server that looks at a domain through a real HAProxy. */
class AcmeTest extends RealRouter {

  private static final String HOST = "shop.test";
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final AtomicReference<List<Problem>> troubles = new AtomicReference<>(List.of());
  private final MovableClock clock = new MovableClock();

  @Test
  void getsACertificateThroughTheRouterAndRenewsItInTime() throws Exception {
    moveTo(Instant.now().plusSeconds(60));
    Events events = new Events();
    Certificates certificates =
        new Certificates(database, new Vault(new byte[32]), router, events, clock);
    Acme acme = new Acme(database, new Vault(new byte[32]), router, certificates, events, clock);
    router.secure(acme::wanted);
    router.publish(SHOP, List.of(new Route(web, List.of(Entry.Domain.of(HOST)), null)));
    admit("shop", app("shop"));
    try (Renewals renewals = new Renewals(acme, events, clock, troubles::set)) {
      renewals.start();
      TestCertificate server = TestCertificate.of(folder, "localhost");
      int api = Apps.freePort();
      String directory = "https://localhost:" + api + "/dir";
      RunningCommand authority = authority(server, api);
      assertThatThrownBy(() -> acme.order(HOST, "Maya"))
          .isInstanceOf(Problem.Conflict.class)
          .hasMessageContaining("which authority");
      assertThatThrownBy(() -> acme.configure(directory, "m@x.test", server.pem(), false, "Maya"))
          .isInstanceOf(Problem.Invalid.class);
      acme.configure(directory, "maya@example.org", server.pem(), true, "Maya");
      acme.order(HOST, "Maya");
      X509Certificate first = served(null);
      assertThat(certificates.wanted().covers(HOST)).isTrue();
      assertThat(troubles.get()).isEmpty();

      Instant end = first.getNotAfter().toInstant();
      Duration lifetime = Duration.between(first.getNotBefore().toInstant(), end);
      moveTo(end.minus(lifetime.dividedBy(3)));
      X509Certificate second = served(first);

      authority.close();
      acme.order(HOST, "Maya");
      Awaitility.await().atMost(PATIENCE).until(() -> !troubles.get().isEmpty());
      assertThat(troubles.get().getFirst().message())
          .startsWith("The authority gave no certificate for " + HOST + ": ");
      assertThat(served(null)).isEqualTo(second);
    }
  }

  private void moveTo(Instant instant) {
    clock.move(Duration.between(clock.now(), instant));
  }

  /** Waits until clients see a certificate other than {@code before}, and returns it. */
  private X509Certificate served(@Nullable X509Certificate before) throws Exception {
    AtomicReference<X509Certificate> seen = new AtomicReference<>();
    try (Handshakes handshakes = new Handshakes(httpsPort, HOST)) {
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() ->
              handshakes.seen().stream()
                  .filter(one -> !one.equals(before))
                  .peek(seen::set)
                  .findFirst()
                  .isPresent());
    }
    return seen.get();
  }

  /** Starts Pebble, for which every domain is at 127.0.0.1 and the router's port is port 80. */
  private RunningCommand authority(TestCertificate server, int api) throws Exception {
    int names = Apps.freePort();
    start(
        Command.of(
            "pebble-challtestsrv",
            "-management",
            "127.0.0.1:" + Apps.freePort(),
            "-dns01",
            "127.0.0.1:" + names,
            "-defaultIPv6",
            "",
            "-http01",
            "",
            "-https01",
            "",
            "-tlsalpn01",
            ""));
    Files.writeString(folder.resolve("server.pem"), server.pem());
    Files.writeString(folder.resolve("server.key"), server.keyPem());
    Path settings =
        Files.writeString(
            folder.resolve("pebble.json"),
            """
            {"pebble": {"listenAddress": "127.0.0.1:%d", "managementListenAddress": "127.0.0.1:%d",
              "certificate": "server.pem", "privateKey": "server.key",
              "httpPort": %d, "tlsPort": %d, "ocspResponderURL": ""}}
            """
                .formatted(api, Apps.freePort(), httpPort, httpsPort));
    RunningCommand authority =
        start(
            Command.of("pebble", "-config", settings.toString(), "-dnsserver", "127.0.0.1:" + names)
                .withEnvironment("PEBBLE_VA_NOSLEEP", "1")
                .withEnvironment("PEBBLE_WFE_NONCEREJECT", "0"));
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() ->
            processes.run(Command.of("curl", "-sk", "https://localhost:" + api + "/dir")).ok());
    return authority;
  }

  private RunningCommand start(Command command) {
    RunningCommand running = processes.start(command.in(folder).within(Duration.ofMinutes(10)));
    opened.add(running);
    return running;
  }
}
