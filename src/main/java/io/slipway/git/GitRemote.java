package io.slipway.git;

import java.util.List;
import java.util.Optional;

/**
 * A repository on a server and how to be let in.
 *
 * @param url its address
 * @param credential what the server is shown
 * @param knownHosts keys by which an SSH server is known; others are refused
 */
public record GitRemote(GitUrl url, GitCredential credential, List<HostKey> knownHosts) {

  public GitRemote {
    knownHosts = List.copyOf(knownHosts);
  }

  /** Returns the same without credential, to ask as a stranger would. */
  public GitRemote anonymous() {
    return new GitRemote(url, new GitCredential.None(), knownHosts);
  }

  /** Returns the key by which this remote's host is known, if it is. */
  Optional<HostKey> known() {
    return knownHosts.stream().filter(key -> key.host().equals(url.knownHost())).findFirst();
  }
}
