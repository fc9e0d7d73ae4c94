package io.slipway.git;

/** What a git server is shown. No {@code toString} shows a secret. */
public sealed interface GitCredential {

  /** Nothing: a repository that everybody may read. */
  record None() implements GitCredential {}

  /**
   * A user and a password or token, sent by HTTP.
   *
   * @param user the name that the provider expects with it
   * @param secret password or token
   */
  record Login(String user, String secret) implements GitCredential {
    @Override
    public String toString() {
      return "Login[" + user + "]";
    }
  }

  /**
   * An SSH key.
   *
   * @param privateKey in OpenSSH or PEM form, without passphrase
   */
  record SshKey(String privateKey) implements GitCredential {
    @Override
    public String toString() {
      return "SshKey[]";
    }
  }
}
