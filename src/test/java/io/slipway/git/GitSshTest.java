package io.slipway.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.slipway.kernel.Problem;
import io.slipway.kernel.Processes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitSshTest {

  @TempDir Path folder;

  @Test
  void knowsAHostOnlyByTheKeyThatWasTrusted() throws Exception {
    SampleRepository sample = new SampleRepository(folder.resolve("shop.git"));
    String commit = sample.commit("main", "First", Map.of("a", "1"));
    SshKeys.Pair ours = keys().generate("slipway");
    try (SshServer server =
        new SshServer(Files.createDirectory(folder.resolve("sshd")), ours.publicKey())) {
      server.start();
      GitUrl url = git().url(server.url(sample.folder()));

      GitException unknown = failure(url, ours, List.of());
      assertThat(unknown.code()).isEqualTo(GitException.Code.UNKNOWN_HOST);
      HostKey first = offered(unknown);
      assertThat(unknown.message()).contains(first.fingerprint());

      RemoteRefs refs = git().offered(remote(url, ours, List.of(first)));
      assertThat(refs.refs()).containsEntry("refs/heads/main", commit);

      GitException stranger = failure(url, keys().generate("other"), List.of(first));
      assertThat(stranger.code()).isEqualTo(GitException.Code.WRONG_CREDENTIAL);
      GitException missing =
          failure(git().url(server.url(folder.resolve("none.git"))), ours, List.of(first));
      assertThat(missing.code()).isEqualTo(GitException.Code.NO_SUCH_REPOSITORY);

      server.stop();
      server.newHostKey();
      server.start();
      GitException changed = failure(url, ours, List.of(first));
      assertThat(changed.code()).isEqualTo(GitException.Code.HOST_KEY_CHANGED);
      assertThat(changed.message())
          .contains(first.fingerprint())
          .contains(offered(changed).fingerprint());
      assertThat(changed.known()).isEqualTo(first);
    }
  }

  @Test
  void readsAPastedKeyAndRefusesWhatIsNone() throws Exception {
    SshKeys.Pair made = keys().generate("slipway");
    SshKeys.Pair read = keys().read(made.privateKey().replace("\n", "\r\n"));
    assertThat(read.fingerprint()).isEqualTo(made.fingerprint()).startsWith("SHA256:");
    assertThatThrownBy(() -> keys().read("-----BEGIN nonsense"))
        .isInstanceOf(Problem.Invalid.class)
        .hasMessageContaining("no private SSH key");
  }

  private GitException failure(GitUrl url, SshKeys.Pair key, List<HostKey> known) {
    return catchThrowableOfType(GitException.class, () -> git().offered(remote(url, key, known)));
  }

  private static HostKey offered(GitException e) {
    return java.util.Objects.requireNonNull(e.offered());
  }

  private static GitRemote remote(GitUrl url, SshKeys.Pair key, List<HostKey> known) {
    return new GitRemote(url, new GitCredential.SshKey(key.privateKey()), known);
  }

  private SshKeys keys() {
    return new SshKeys(new Processes(folder.resolve("processes")), folder.resolve("run"));
  }

  private Git git() {
    return new Git(
        new Processes(folder.resolve("processes")),
        folder.resolve("run"),
        false,
        GitLimits.DEFAULT);
  }
}
