package io.slipway.certificate;

import io.slipway.kernel.Clock;
import io.slipway.kernel.Events;
import io.slipway.kernel.Problem;
import io.slipway.route.Https;
import io.slipway.route.Router;
import io.slipway.secret.Vault;
import io.slipway.store.Database;
import io.slipway.store.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * Keeps the certificates, and sees to it that the router has them. Private keys are sealed before
 * they reach the database, and opened only for the router.
 */
public final class Certificates {

  private static final Logger LOG = Logger.getLogger(Certificates.class.getName());

  private final Database database;
  private final Vault vault;
  private final Router router;
  private final Events events;
  private final Clock clock;
  private final ReentrantLock changing = new ReentrantLock();

  /** Keeps certificates in a database. */
  public Certificates(Database database, Vault vault, Router router, Events events, Clock clock) {
    this.database = database;
    this.vault = vault;
    this.router = router;
    this.events = events;
    this.clock = clock;
  }

  /** Returns what the router is to do about HTTPS; a key that cannot be opened is left out. */
  public Https wanted() {
    return database.read(sql -> {
      List<DomainPolicy> policies = DomainTable.all(sql);
      return new Https(
          CertificateTable.all(sql).stream().flatMap(stored -> opened(stored).stream()).toList(),
          domains(policies, DomainPolicy::redirect),
          domains(policies, DomainPolicy::strict),
          Map.of());
    });
  }

  private static Set<String> domains(List<DomainPolicy> policies, Predicate<DomainPolicy> which) {
    return policies.stream().filter(which).map(DomainPolicy::domain).collect(Collectors.toSet());
  }

  private Optional<Https.Certificate> opened(StoredCertificate stored) {
    try {
      return Optional.of(stored.open(vault));
    } catch (Problem e) {
      LOG.log(Level.SEVERE, "The key of the certificate for " + stored.names() + " is lost", e);
      return Optional.empty();
    }
  }

  /** Returns why the router cannot have a certificate, or empty when it can. */
  Optional<Problem> trouble(StoredCertificate certificate) {
    try {
      Object _ = certificate.open(vault);
      return Optional.empty();
    } catch (Problem e) {
      return Optional.of(e);
    }
  }

  /** Returns all, the one that ends last first. */
  List<StoredCertificate> list() {
    return database.read(CertificateTable::all);
  }

  /**
   * Takes a certificate into service, in the place of one that is for exactly the same names.
   *
   * @param chain PEM, the own certificate first
   * @param key PEM, without a password
   * @throws Problem.Invalid when clients or the router would refuse it; nothing is changed then
   */
  StoredCertificate upload(String chain, String key, String actor) {
    KeyedCertificate certificate = KeyedCertificate.parse(chain, key, clock.now());
    return install(certificate, "certificate.upload", actor);
  }

  /** Takes one into service that has been checked; {@code action} is for the trail. */
  StoredCertificate install(KeyedCertificate certificate, String action, String actor) {
    StoredCertificate stored = StoredCertificate.of(certificate, vault, clock.now());
    changing.lock();
    try {
      List<StoredCertificate> replaced = new ArrayList<>(list());
      replaced.removeIf(other -> !other.names().equals(stored.names()));
      change(
          sql -> {
            replaced.forEach(other -> CertificateTable.delete(sql, other.id()));
            CertificateTable.insert(sql, stored);
          },
          sql -> {
            CertificateTable.delete(sql, stored.id());
            replaced.forEach(other -> CertificateTable.insert(sql, other));
          });
      events.publish(
          new CertificateChanged(
              action,
              String.join(" ", stored.names()),
              actor,
              "expires " + stored.notAfter() + (replaced.isEmpty() ? "" : ", replaces another")));
      return stored;
    } finally {
      changing.unlock();
    }
  }

  /**
   * Takes a certificate out of service and forgets it; no other is asked for in its stead.
   *
   * @throws Problem.NotFound when there is none
   */
  void delete(String id, String actor) {
    changing.lock();
    try {
      StoredCertificate stored =
          list().stream()
              .filter(one -> one.id().equals(id))
              .findFirst()
              .orElseThrow(() ->
                  new Problem.NotFound(
                      "certificate-not-found", "There is no such certificate any more."));
      change(sql -> CertificateTable.delete(sql, id), sql -> CertificateTable.insert(sql, stored));
      database.change(sql -> stored.names().forEach(name -> AcmeTable.delete(sql, name)));
      events.publish(
          new CertificateChanged(
              "certificate.delete", String.join(" ", stored.names()), actor, null));
    } finally {
      changing.unlock();
    }
  }

  /** Returns what domains do of which somebody has said something. */
  List<DomainPolicy> policies() {
    return database.read(DomainTable::all);
  }

  /**
   * Sets what a domain does with HTTPS.
   *
   * @throws Problem.Conflict when it is to redirect and has no certificate
   */
  void set(DomainPolicy policy, String actor) {
    changing.lock();
    try {
      if (policy.redirect() && list().stream().noneMatch(one -> one.covers(policy.domain()))) {
        throw new Problem.Conflict(
            "domain-without-certificate",
            "There is no certificate for " + policy.domain() + ": its users would see an error.",
            "Upload a certificate for it first.");
      }
      DomainPolicy before =
          policies().stream()
              .filter(one -> one.domain().equals(policy.domain()))
              .findFirst()
              .orElse(DomainPolicy.standard(policy.domain()));
      change(sql -> DomainTable.put(sql, policy), sql -> DomainTable.put(sql, before));
      events.publish(
          new DomainPolicyChanged(
              policy.domain(),
              actor,
              "redirect: %s, HSTS: %s".formatted(policy.redirect(), policy.strict())));
    } finally {
      changing.unlock();
    }
  }

  /** Stores a change and has the router follow; a change that it does not follow is undone. */
  private void change(Consumer<Sql> change, Consumer<Sql> undo) {
    database.change(change);
    try {
      router.converge();
    } catch (RuntimeException e) {
      database.change(undo);
      try {
        router.converge();
      } catch (RuntimeException again) {
        e.addSuppressed(again);
      }
      throw e instanceof Problem
          ? e
          : new Problem.Unavailable(
              "router-refused",
              "The router does not take it: " + e.getMessage(),
              "Nothing was changed.",
              e);
    }
  }
}
