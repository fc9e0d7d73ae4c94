package io.slipway.git;

import static io.slipway.git.GitException.Code.ERROR;
import static io.slipway.git.GitException.Code.HOST_KEY_CHANGED;
import static io.slipway.git.GitException.Code.LOGIN_NEEDED;
import static io.slipway.git.GitException.Code.NO_SUCH_REPOSITORY;
import static io.slipway.git.GitException.Code.TIMEOUT;
import static io.slipway.git.GitException.Code.UNKNOWN_HOST;
import static io.slipway.git.GitException.Code.UNREACHABLE;
import static io.slipway.git.GitException.Code.WRONG_CREDENTIAL;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run of git against a server that failed: its words turned into ours.
 *
 * @param remote who was asked
 * @param words what git and ssh wrote, in English ({@code LC_ALL=C}), secrets taken out
 * @param timedOut whether it was ended for its time limit
 */
record GitFailure(GitRemote remote, String words, boolean timedOut) {

  private static final List<String> LOGIN =
      List.of("could not read username", "could not read password", "terminal prompts disabled");
  private static final List<String> REFUSED =
      List.of("authentication failed", "error: 403", "error: 401", "http basic: access denied");
  private static final List<String> MISSING =
      List.of(
          "repository not found",
          "not found",
          "does not appear to be a git repository",
          "does not exist",
          "error: 404",
          "no such repository",
          "project you were looking for could not be found",
          "is not a git repository");
  private static final List<String> AWAY =
      List.of(
          "could not resolve host",
          "connection refused",
          "failed to connect",
          "couldn't connect",
          "network is unreachable",
          "no route to host",
          "connection reset",
          "connection closed by",
          "name or service not known",
          "temporary failure in name resolution",
          "empty reply from server",
          "error: 502",
          "error: 503");

  /** Returns what happened in words; asks an SSH server for its key when that is the trouble. */
  GitException explain(HostKeyScan scan) throws InterruptedException {
    String said = words.toLowerCase(Locale.ROOT);
    if (timedOut || has(said, List.of("timed out", "timeout"))) {
      return failed(
          TIMEOUT, host() + " did not answer in time.", "Is it slow, or behind a firewall?");
    }
    if (said.contains("host key verification failed") || said.contains("host key is known for")) {
      return hostKey(scan);
    }
    if (has(said, List.of("permission denied (", "permission denied, please try again"))) {
      return sshDenied();
    }
    if (said.contains("error in libcrypto") || said.contains("invalid format")) {
      return failed(
          WRONG_CREDENTIAL, "The SSH key cannot be read.", "Paste the whole private key.");
    }
    if (has(said, LOGIN)) {
      return loginNeeded();
    }
    if (has(said, REFUSED)) {
      return failed(
          WRONG_CREDENTIAL,
          host() + " does not accept the user or token.",
          "Has it expired, or may it not read this repository?");
    }
    if (has(said, AWAY)) {
      return failed(UNREACHABLE, host() + " cannot be reached: " + reason(), null);
    }
    if (has(said, List.of("ssl certificate", "server certificate", "certificate verif"))) {
      return failed(
          UNREACHABLE,
          "The certificate of " + host() + " is not trusted: " + reason(),
          "Add its authority to the certificates of this machine.");
    }
    if (has(said, MISSING)) {
      return failed(
          NO_SUCH_REPOSITORY,
          "There is no repository at "
              + remote.url().text()
              + ", or the credential may not see it.",
          "Check the address and what the credential may read.");
    }
    return failed(ERROR, "git says: " + reason(), null);
  }

  private GitException hostKey(HostKeyScan scan) throws InterruptedException {
    HostKey known = remote.known().orElse(null);
    Optional<HostKey> shown = scan.ask(remote.url(), known == null ? null : known.type());
    if (shown.isEmpty()) {
      return failed(UNREACHABLE, host() + " does not show its host key.", null);
    }
    HostKey offered = shown.get();
    if (known == null) {
      return new GitException(
          UNKNOWN_HOST,
          host() + " is not known yet; it shows the host key " + offered.fingerprint() + ".",
          "Compare the fingerprint with the one that the provider publishes, then trust it.",
          offered,
          null);
    }
    return new GitException(
        HOST_KEY_CHANGED,
        host()
            + " shows another host key than before: "
            + offered.fingerprint()
            + " instead of "
            + known.fingerprint()
            + ".",
        "Somebody may be listening in. Trust the new key only if the provider announces it.",
        offered,
        known);
  }

  private GitException sshDenied() {
    if (remote.credential() instanceof GitCredential.SshKey) {
      return failed(
          WRONG_CREDENTIAL,
          host() + " does not accept the SSH key.",
          "Add the public key to the repository as a deploy key.");
    }
    return failed(LOGIN_NEEDED, host() + " asks for an SSH key.", "Make a deploy key.");
  }

  private GitException loginNeeded() {
    if (remote.credential() instanceof GitCredential.Login) {
      return failed(
          WRONG_CREDENTIAL,
          host() + " asks for a login again, perhaps after sending us to another server.",
          "Enter the address that it is reached by without a redirect.");
    }
    return failed(
        LOGIN_NEEDED,
        "The repository is private, or there is none at this address: "
            + host()
            + " asks for a login.",
        "Check the address, or enter a token.");
  }

  private GitException failed(GitException.Code code, String message, @Nullable String hint) {
    return new GitException(code, message, hint);
  }

  private String host() {
    return remote.url().host().isEmpty() ? "The folder" : remote.url().host();
  }

  /** The line that says most: the first fatal or error, without git's prefix. */
  private String reason() {
    List<String> lines = words.strip().lines().filter(line -> !line.isBlank()).toList();
    String line =
        lines.stream()
            .filter(each -> each.startsWith("fatal: ") || each.startsWith("error: "))
            .findFirst()
            .orElse(lines.isEmpty() ? "nothing" : lines.getLast());
    String clean = line.replaceFirst("^(fatal|error): ", "").strip();
    return clean.length() > 300 ? clean.substring(0, 300) + "…" : clean;
  }

  private static boolean has(String said, List<String> any) {
    return any.stream().anyMatch(said::contains);
  }
}
