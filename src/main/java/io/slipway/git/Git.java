package io.slipway.git;

import io.slipway.kernel.Command;
import io.slipway.kernel.Processes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The git command line, hardened for repositories and servers that are not trusted: an emptied
 * environment, no configuration but what is said here, no hooks, no submodules, no protocols but
 * those allowed, nothing that asks on a terminal, and a time limit on all.
 *
 * <p>Credentials go by environment and by files that exist only for the run; never by argument or
 * address.
 */
public final class Git {

  private static final int MANY = 32 << 20; // characters: lists of refs and paths are long
  private static final List<String> HARDENED =
      List.of(
          "git",
          "-c",
          "core.hooksPath=/dev/null",
          "-c",
          "core.fsmonitor=false",
          "-c",
          "transfer.fsckObjects=true",
          // Harmless faults of old clients, found in well-known repositories.
          "-c",
          "fetch.fsck.zeroPaddedFilemode=ignore",
          "-c",
          "fetch.fsck.missingSpaceBeforeDate=ignore",
          "-c",
          "fetch.fsck.badTimezone=ignore",
          "-c",
          "fetch.recurseSubmodules=false",
          "-c",
          "submodule.recurse=false",
          "-c",
          "protocol.ext.allow=never",
          "-c",
          "credential.helper=",
          "-c",
          "gc.autoDetach=false");

  private final Processes processes;
  private final Path runFolder;
  private final boolean filesAllowed;
  private final GitLimits limits;

  /**
   * Makes a runner and removes key files that a killed controller left behind.
   *
   * @param runFolder where key files lie while a command runs
   * @param filesAllowed whether {@code file} addresses may be used
   */
  public Git(Processes processes, Path runFolder, boolean filesAllowed, GitLimits limits) {
    this.processes = processes;
    this.runFolder = runFolder;
    this.filesAllowed = filesAllowed;
    this.limits = limits;
    RunFiles.removeLeftovers(runFolder);
  }

  /**
   * Takes an address that came from outside.
   *
   * @throws io.slipway.kernel.Problem.Invalid with code {@code refused-url}
   */
  public GitUrl url(String text) {
    return GitUrl.parse(text, filesAllowed);
  }

  /**
   * Asks a server which branches and tags it has: one {@code ls-remote}.
   *
   * @throws GitException when the server cannot be asked or does not answer
   */
  public RemoteRefs offered(GitRemote remote) throws InterruptedException {
    String out =
        remotely(
            remote,
            null,
            limits.answer(),
            List.of(
                "ls-remote",
                "--symref",
                "--",
                remote.url().text(),
                "HEAD",
                "refs/heads/*",
                "refs/tags/*"));
    SortedMap<String, String> refs = new TreeMap<>();
    String branch = null;
    for (String line : out.lines().toList()) {
      String[] parts = line.split("\t", 2);
      if (parts.length < 2) {
        continue;
      }
      if (parts[0].startsWith("ref: refs/heads/") && parts[1].equals("HEAD")) {
        branch = parts[0].substring("ref: refs/heads/".length());
      } else if (parts[1].endsWith("^{}")) {
        // What an annotated tag leads to, listed after the tag itself.
        refs.put(parts[1].substring(0, parts[1].length() - 3), parts[0]);
      } else if (parts[1].startsWith("refs/")) {
        refs.put(parts[1], parts[0]);
      }
    }
    return new RemoteRefs(branch, refs);
  }

  /** Runs a command that talks to a server; returns its output. */
  String remotely(
      GitRemote remote, @Nullable Path repository, Duration limit, List<String> arguments)
      throws InterruptedException {
    try (RemoteAccess access = RemoteAccess.open(runFolder, remote)) {
      Command command =
          command(repository, arguments)
              .withEnvironment(
                  "GIT_ALLOW_PROTOCOL", filesAllowed ? "https:http:ssh:file" : "https:http:ssh")
              .withEnvironment(access.environment())
              .within(limit);
      Command.Result result = processes.run(command);
      if (result.ok()) {
        return result.out();
      }
      GitFailure failure = new GitFailure(remote, access.mask(result.err()), result.timedOut());
      throw failure.explain(new HostKeyScan(processes));
    }
  }

  /** Runs a command inside a repository of ours; returns how it ended. */
  Command.Result locally(Path repository, Map<String, String> environment, List<String> arguments)
      throws InterruptedException {
    return processes.run(
        command(repository, arguments)
            .withEnvironment("GIT_ALLOW_PROTOCOL", "none")
            .withEnvironment(environment)
            .within(limits.transfer()));
  }

  GitLimits limits() {
    return limits;
  }

  private Command command(@Nullable Path repository, List<String> arguments) {
    List<String> all = new ArrayList<>(HARDENED);
    if (repository != null) {
      all.addAll(List.of("-c", "safe.directory=" + repository, "--git-dir=" + repository));
    }
    all.addAll(arguments);
    return Command.of(all)
        .in(runFolder)
        .keeping(MANY)
        .withEnvironment(
            Map.of(
                "HOME", runFolder.toString(),
                "LC_ALL", "C",
                "GIT_CONFIG_NOSYSTEM", "1",
                "GIT_CONFIG_GLOBAL", "/dev/null",
                "GIT_TERMINAL_PROMPT", "0",
                "GIT_OPTIONAL_LOCKS", "0"));
  }
}
