package io.slipway.certificate;

import io.slipway.kernel.Problem;
import io.slipway.secret.Vault;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.shredzone.acme4j.AccountBuilder;
import org.shredzone.acme4j.Authorization;
import org.shredzone.acme4j.Login;
import org.shredzone.acme4j.Order;
import org.shredzone.acme4j.Session;
import org.shredzone.acme4j.Status;
import org.shredzone.acme4j.challenge.Http01Challenge;
import org.shredzone.acme4j.exception.AcmeException;

/** Asks an authority for one certificate, and proves by HTTP that the domain is ours. */
final class AcmeOrder {

  /** How long an authority may take to look at the domain, and to sign. */
  private static final Duration LIMIT = Duration.ofMinutes(3);

  /** After that long an order has ended, which waits three times at most, or its server has. */
  static final Duration LONGEST = Duration.ofMinutes(10);

  private static final String CURVE = "secp256r1";

  private final AcmeAccount account;
  private final Vault vault;
  private final Consumer<AcmeAccount> store;
  private final BiConsumer<String, String> answer;

  /**
   * Makes one.
   *
   * @param store keeps the account with its new key
   * @param answer has the router answer a token with an authorization
   */
  AcmeOrder(
      AcmeAccount account,
      Vault vault,
      Consumer<AcmeAccount> store,
      BiConsumer<String, String> answer) {
    this.account = account;
    this.vault = vault;
    this.store = store;
    this.answer = answer;
  }

  /**
   * Asks and waits.
   *
   * @throws Problem.Unavailable saying what the authority said
   */
  KeyedCertificate run(String domain) throws InterruptedException {
    try {
      Login login = logIn();
      Order order = login.newOrder().domain(domain).create();
      for (Authorization authorization : order.getAuthorizations()) {
        prove(authorization);
      }
      Status _ = order.waitUntilReady(LIMIT);
      KeyPair pair = newPair();
      order.execute(pair);
      if (order.waitForCompletion(LIMIT) != Status.VALID) {
        throw refused(domain, order.getError().map(Object::toString).orElse("it does not say why"));
      }
      return new KeyedCertificate(
          List.copyOf(order.getCertificate().getCertificateChain()), pair.getPrivate());
    } catch (AcmeException e) {
      throw new Problem.Unavailable(
          "acme-failed",
          "The authority gave no certificate for " + domain + ": " + e.getMessage(),
          "See whether " + account.directory() + " can be reached from this machine.",
          e);
    }
  }

  private void prove(Authorization authorization) throws AcmeException, InterruptedException {
    if (authorization.getStatus() == Status.VALID) {
      return; // proven lately
    }
    String domain = authorization.getIdentifier().getDomain();
    Http01Challenge challenge =
        authorization
            .findChallenge(Http01Challenge.class)
            .orElseThrow(() -> refused(domain, "it does not offer to look by HTTP"));
    answer.accept(challenge.getToken(), challenge.getAuthorization());
    challenge.trigger();
    if (authorization.waitForCompletion(LIMIT) != Status.VALID) {
      challenge.fetch();
      throw refused(
          domain, challenge.getError().map(Object::toString).orElse("it does not say why"));
    }
  }

  private static Problem refused(String domain, String why) {
    return new Problem.Unavailable(
        "acme-refused",
        "The authority gave no certificate for " + domain + ": " + why,
        "The authority asks http://"
            + domain
            + "/ on port 80: its DNS has to lead to this machine,"
            + " also by IPv6 if there is an AAAA record, and no firewall may be between.");
  }

  private Login logIn() throws AcmeException {
    KeyPair pair = account.sealedKey() == null ? newPair() : opened(account.sealedKey());
    if (account.sealedKey() == null) {
      store.accept(account.with(vault.seal(text(pair))));
    }
    return new AccountBuilder()
        .addEmail(account.email())
        .agreeToTermsOfService()
        .useKeyPair(pair)
        .createLogin(session());
  }

  private Session session() {
    return account.authority() == null
        ? new Session(account.directory())
        : new Session(URI.create(account.directory()), new PrivateAuthority(account.authority()));
  }

  private static KeyPair newPair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(CURVE));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has " + CURVE, e);
    }
  }

  private static String text(KeyPair pair) {
    return new Pem("PUBLIC KEY", pair.getPublic().getEncoded()).text()
        + new Pem("PRIVATE KEY", pair.getPrivate().getEncoded()).text();
  }

  private KeyPair opened(String sealed) {
    List<Pem> blocks = Pem.all(vault.open(sealed));
    try {
      KeyFactory factory = KeyFactory.getInstance("EC");
      return new KeyPair(
          factory.generatePublic(new X509EncodedKeySpec(blocks.get(0).bytes())),
          factory.generatePrivate(new PKCS8EncodedKeySpec(blocks.get(1).bytes())));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The account's stored key cannot be read", e);
    }
  }
}
