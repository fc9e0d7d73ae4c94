package io.slipway.git;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What lets one run of git in at a server: environment and, for as long as it is open, files that
 * only this user may read.
 */
final class RemoteAccess implements AutoCloseable {

  /**
   * Answers git's question for a login, but only for the server it is meant for: after a redirect
   * to another one git asks again.
   */
  private static final String ASKPASS =
      """
      #!/bin/sh
      case "$1" in
        *"'$SLIPWAY_GIT_SCHEME://$SLIPWAY_GIT_HOST'"*) ;;
        *"'$SLIPWAY_GIT_SCHEME://"*"@$SLIPWAY_GIT_HOST'"*) ;;
        *) exit 1 ;;
      esac
      case "$1" in
        Username*) printf '%s\\n' "$SLIPWAY_GIT_USER" ;;
        Password*) printf '%s\\n' "$SLIPWAY_GIT_SECRET" ;;
        *) exit 1 ;;
      esac
      """;

  private final RunFiles files;
  private final GitRemote remote;
  private final Map<String, String> environment = new HashMap<>();

  private RemoteAccess(RunFiles files, GitRemote remote) {
    this.files = files;
    this.remote = remote;
    environment.put("HOME", files.folder().toString());
    if (remote.url().web() && remote.credential() instanceof GitCredential.Login login) {
      askpass(login);
    }
    if (remote.url().ssh()) {
      environment.put("GIT_SSH_COMMAND", sshCommand());
      environment.put("GIT_SSH_VARIANT", "ssh");
    }
  }

  static RemoteAccess open(Path runFolder, GitRemote remote) {
    return new RemoteAccess(RunFiles.under(runFolder), remote);
  }

  Map<String, String> environment() {
    return environment;
  }

  /** Takes the secret out of a text, should a server have sent it back. */
  String mask(String text) {
    return switch (remote.credential()) {
      case GitCredential.Login login when !login.secret().isEmpty() ->
          text.replace(login.secret(), "•••");
      case GitCredential.Login _, GitCredential.SshKey _, GitCredential.None _ -> text;
    };
  }

  private void askpass(GitCredential.Login login) {
    environment.put("GIT_ASKPASS", files.write("askpass", ASKPASS, true).toString());
    String origin = remote.url().origin();
    environment.put("SLIPWAY_GIT_SCHEME", origin.substring(0, origin.indexOf("://")));
    environment.put("SLIPWAY_GIT_HOST", origin.substring(origin.indexOf("://") + 3));
    environment.put("SLIPWAY_GIT_USER", login.user());
    environment.put("SLIPWAY_GIT_SECRET", login.secret());
  }

  private String sshCommand() {
    String known =
        remote.knownHosts().stream().map(key -> key.line() + "\n").collect(Collectors.joining());
    Path knownHosts = files.write("known_hosts", known, false);
    String identity =
        remote.credential() instanceof GitCredential.SshKey key
            ? option("IdentityFile", files.write("key", key.privateKey(), false))
            : "-o IdentityFile=none";
    return String.join(
        " ",
        "ssh",
        "-F none",
        "-T",
        identity,
        "-o IdentitiesOnly=yes",
        "-o IdentityAgent=none",
        "-o PreferredAuthentications=publickey",
        "-o BatchMode=yes",
        "-o StrictHostKeyChecking=yes",
        "-o UpdateHostKeys=no",
        "-o CheckHostIP=no",
        "-o GlobalKnownHostsFile=/dev/null",
        option("UserKnownHostsFile", knownHosts));
  }

  /** Quotes twice: for the shell that runs the line, and for ssh, which splits at spaces. */
  private static String option(String name, Path file) {
    String forSsh = "\"" + file.toString().replace("%", "%%").replace("\"", "\\\"") + "\"";
    return "-o '" + name + "=" + forSsh.replace("'", "'\\''") + "'";
  }

  @Override
  public void close() {
    files.close();
  }
}
