package io.slipway.certificate;

import io.slipway.kernel.Clock;
import io.slipway.kernel.Events;
import io.slipway.kernel.Problem;
import io.slipway.route.Entry;
import io.slipway.route.Https;
import io.slipway.route.Router;
import io.slipway.secret.Vault;
import io.slipway.store.Database;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Gets certificates from an authority by ACME. The router itself answers the authority, so no
 * application is touched. {@link Renewals} says when.
 */
public final class Acme {

  private final Database database;
  private final Vault vault;
  private final Router router;
  private final Certificates certificates;
  private final Events events;
  private final Clock clock;
  private final Map<String, String> challenges = new ConcurrentHashMap<>();

  /** Keeps what is asked for in a database. */
  public Acme(
      Database database,
      Vault vault,
      Router router,
      Certificates certificates,
      Events events,
      Clock clock) {
    this.database = database;
    this.vault = vault;
    this.router = router;
    this.certificates = certificates;
    this.events = events;
    this.clock = clock;
  }

  /** Returns what the router is to do about HTTPS, with what it answers to an authority now. */
  public Https wanted() {
    return certificates.wanted().answering(challenges);
  }

  Optional<AcmeAccount> account() {
    return database.read(AcmeTable::account);
  }

  /**
   * Sets where certificates are asked for. Another authority, or another address, gets another
   * account.
   *
   * @param agreed whether the caller agrees to the authority's terms
   * @throws Problem.Invalid when the caller does not, or a value is none
   */
  public void configure(
      String directory, String email, @Nullable String authority, boolean agreed, String actor) {
    if (!agreed) {
      throw new Problem.Invalid(
          "acme-terms",
          "The authority gives certificates only to who agrees to its terms.",
          "termsAgreed",
          null);
    }
    AcmeAccount wanted = new AcmeAccount(directory, email, authority, clock.now(), null);
    database.change(sql -> {
      String key =
          AcmeTable.account(sql)
              .filter(before ->
                  before.directory().equals(wanted.directory())
                      && before.email().equals(wanted.email()))
              .map(AcmeAccount::sealedKey)
              .orElse(null);
      AcmeTable.put(sql, wanted.with(key));
    });
    events.publish(
        new CertificateChanged(
            "acme.change", wanted.directory(), actor, wanted.email() + " agrees to the terms"));
  }

  /** Returns the domains that are asked for, the one that is due first first. */
  List<AcmeDomain> domains() {
    return database.read(AcmeTable::domains);
  }

  /**
   * Has a domain's certificate asked for now, and renewed from then on.
   *
   * @throws Problem.NotFound when no stack serves the domain
   * @throws Problem.Conflict when nobody has said where to ask
   */
  public void order(String domain, String actor) {
    if (!served(domain)) {
      throw new Problem.NotFound(
          "domain-not-found", "Nothing is served at the domain " + domain + ".");
    }
    if (account().isEmpty()) {
      throw new Problem.Conflict(
          "acme-not-set",
          "Nobody has said yet which authority to ask for certificates.",
          "Choose one under Settings → Certificates → Automatic certificates.");
    }
    database.change(sql -> AcmeTable.put(sql, new AcmeDomain(domain, clock.now(), 0, null)));
    events.publish(new CertificateChanged("certificate.order", domain, actor, null));
  }

  /** Asks no more for a domain's certificate; the one that it has stays until it ends. */
  public void stop(String domain, String actor) {
    database.change(sql -> AcmeTable.delete(sql, domain));
    events.publish(new CertificateChanged("certificate.stop", domain, actor, null));
  }

  /** Asks for a domain that is due, and notes when to ask again. */
  void renew(AcmeDomain due) throws InterruptedException {
    Instant until = clock.now().plus(AcmeOrder.LONGEST);
    if (!database.<Boolean>write(sql -> AcmeTable.claim(sql, due, until))) {
      return; // the other server of this database asks
    }
    Optional<AcmeAccount> account = account();
    if (account.isEmpty() || !served(due.domain())) {
      note(
          due.failed(
              "Nothing is served at the domain " + due.domain() + " at present.", clock.now()));
      return;
    }
    try {
      KeyedCertificate certificate = order(account.get(), due.domain());
      StoredCertificate stored = certificates.install(certificate, "certificate.renew", "system");
      note(due.succeeded(stored.notBefore(), stored.notAfter(), clock.now()));
    } catch (Problem e) {
      note(due.failed(e.message(), clock.now()));
    }
  }

  private KeyedCertificate order(AcmeAccount account, String domain) throws InterruptedException {
    try {
      KeyedCertificate certificate =
          new AcmeOrder(
                  account,
                  vault,
                  keyed -> database.change(sql -> AcmeTable.put(sql, keyed)),
                  this::answer)
              .run(domain);
      return KeyedCertificate.parse(
          certificate.certificates(), certificate.privateKey(), clock.now());
    } finally {
      challenges.clear(); // the router forgets them with its next change
    }
  }

  private void answer(String token, String authorization) {
    challenges.put(token, authorization);
    router.converge();
  }

  private void note(AcmeDomain next) {
    database.change(sql -> AcmeTable.update(sql, next));
    events.publish(new AuthorityAnswered(next.domain()));
  }

  private boolean served(String domain) {
    return router.ownDomain().filter(domain::equals).isPresent()
        || router.desired().stream()
            .flatMap(state -> state.route().entries().stream())
            .anyMatch(entry -> entry instanceof Entry.Domain one && one.host().equals(domain));
  }

  /** Returns when to ask next, and when a certificate comes near its end or reaches it. */
  Optional<Instant> next() {
    Instant now = clock.now();
    Stream<Instant> ends =
        certificates.list().stream()
            .flatMap(one -> Stream.of(Expiry.soon(one.notBefore(), one.notAfter()), one.notAfter()))
            .filter(now::isBefore);
    Stream<Instant> due =
        account().isEmpty() ? Stream.of() : domains().stream().map(AcmeDomain::nextAt);
    return Stream.concat(ends, due).min(Instant::compareTo);
  }

  /** Returns the domain to ask for now. */
  Optional<AcmeDomain> due() {
    Instant now = clock.now();
    return account().isEmpty()
        ? Optional.empty()
        : domains().stream().filter(domain -> !domain.nextAt().isAfter(now)).findFirst();
  }

  /** Returns what is wrong: renewals that fail, and certificates that nobody renews. */
  List<Problem> troubles() {
    return new CertificateTroubles(certificates.list(), domains(), clock.now()).list();
  }
}
