package io.slipway.repository;

import io.slipway.git.GitCredential;
import io.slipway.git.SshKeys;
import io.slipway.kernel.Clock;
import io.slipway.kernel.Problem;
import io.slipway.kernel.Ulid;
import io.slipway.secret.Vault;
import io.slipway.store.Database;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Credentials, deploy keys and webhook secrets: made, checked, sealed and opened. */
final class Secrets {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Duration UNUSED_KEY = Duration.ofDays(1);

  private final Database database;
  private final Vault vault;
  private final SshKeys keys;
  private final Clock clock;

  Secrets(Database database, Vault vault, SshKeys keys, Clock clock) {
    this.database = database;
    this.vault = vault;
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * A credential in full.
   *
   * @param secret token, password or private key; null for none
   * @param publicKey of an SSH key
   */
  record Whole(
      CredentialKind kind,
      @Nullable String user,
      @Nullable String secret,
      @Nullable String publicKey) {
    @Override
    public String toString() {
      return "Whole[" + kind + "]";
    }

    /** Returns what git is given, by the provider's conventions. */
    GitCredential forGit(Provider provider) {
      String kept = secret == null ? "" : secret;
      String name = user == null || user.isBlank() ? provider.tokenUser() : user;
      return switch (kind) {
        case NONE -> new GitCredential.None();
        case TOKEN, PASSWORD -> new GitCredential.Login(name, kept);
        case SSH_KEY -> new GitCredential.SshKey(kept);
      };
    }
  }

  /**
   * Reads what a person entered.
   *
   * @param saved the secret to keep when none is given
   * @throws Problem.Invalid when something is missing or malformed
   */
  Whole read(CredentialChange change, Optional<Whole> saved) throws InterruptedException {
    String user = change.user() == null ? null : oneLine(change.user().strip(), "credential.user");
    Optional<Whole> kept = saved.filter(whole -> whole.kind() == change.kind());
    return switch (change.kind()) {
      case NONE -> new Whole(CredentialKind.NONE, null, null, null);
      case TOKEN, PASSWORD -> {
        if (change.kind() == CredentialKind.PASSWORD && (user == null || user.isEmpty())) {
          throw new Problem.Invalid(
              "user-missing", "A password needs a user.", "credential.user", null);
        }
        String secret = given(change.secret());
        yield new Whole(
            change.kind(),
            user,
            secret == null
                ? kept.map(Whole::secret).orElseThrow(Secrets::missing)
                : oneLine(secret.strip(), "credential.secret"),
            null);
      }
      case SSH_KEY -> sshKey(change, kept);
    };
  }

  private Whole sshKey(CredentialChange change, Optional<Whole> kept) throws InterruptedException {
    String secret = given(change.secret());
    if (change.deployKeyId() != null) {
      return deployKey(change.deployKeyId());
    }
    if (secret == null) {
      return kept.orElseThrow(Secrets::missing);
    }
    SshKeys.Pair pair = keys.read(secret);
    return new Whole(CredentialKind.SSH_KEY, null, pair.privateKey(), pair.publicKey());
  }

  private Whole deployKey(String id) {
    return database
        .read(sql ->
            sql.first(
                "select sealed, public_key from deploy_key where id = ?",
                row ->
                    new Whole(
                        CredentialKind.SSH_KEY,
                        null,
                        vault.open(row.text("sealed")),
                        row.text("public_key")),
                id))
        .orElseThrow(() ->
            new Problem.Invalid(
                "deploy-key-not-found",
                "That deploy key is used already or was not used within a day.",
                "credential.deployKeyId",
                "Make a new one."));
  }

  /** Makes a deploy key; those that nobody has used within a day are dropped. */
  DeployKey makeDeployKey() throws InterruptedException {
    SshKeys.Pair pair = keys.generate("slipway");
    String id = Ulid.at(clock.now());
    database.change(sql -> {
      sql.update("delete from deploy_key where created_at < ?", clock.now().minus(UNUSED_KEY));
      sql.update(
          "insert into deploy_key (id, sealed, public_key, created_at) values (?, ?, ?, ?)",
          id,
          vault.seal(pair.privateKey()),
          pair.publicKey(),
          clock.now());
    });
    return new DeployKey(id, pair.publicKey(), pair.fingerprint());
  }

  @Nullable String seal(@Nullable String secret) {
    return secret == null ? null : vault.seal(secret);
  }

  String open(String sealed) {
    return vault.open(sealed);
  }

  /** Returns a new webhook secret: 256 random bits. */
  static String newHookSecret() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static @Nullable String given(@Nullable String secret) {
    return secret == null || secret.isBlank() ? null : secret;
  }

  private static String oneLine(String text, String field) {
    if (text.length() > 10_000 || text.chars().anyMatch(c -> c < ' ' || c == 127)) {
      throw new Problem.Invalid(
          "credential-invalid", "It has line breaks or control characters.", field, null);
    }
    return text;
  }

  private static Problem.Invalid missing() {
    return new Problem.Invalid(
        "secret-missing", "The credential's secret is missing.", "credential.secret", "Enter it.");
  }
}
