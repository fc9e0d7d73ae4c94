package io.slipway.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.slipway.kernel.Processes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitHttpTest {

  private static final String TOKEN = "glpat-very$ecret'token";

  @TempDir Path folder;

  @Test
  void tellsWhatAServerHasAndBringsIt() throws Exception {
    SampleRepository sample = new SampleRepository(folder.resolve("shop.git"));
    String first =
        sample.commit("main", "First\n\nwith more", Map.of("a/b.txt", "1", "c.txt", "1"));
    String second = sample.commit("main", "Second", Map.of("a/b.txt", "2"));
    sample.git("tag", "-a", "-m", "one", "v1", first);
    try (GitHttp http = new GitHttp(folder, null)) {
      GitRemote remote = remote(http.url("shop.git"), new GitCredential.None());
      RemoteRefs refs = git().offered(remote);
      assertThat(refs.defaultBranch()).isEqualTo("main");
      assertThat(refs.refs()).containsEntry("refs/heads/main", second);
      assertThat(refs.refs()).containsEntry("refs/tags/v1", first);

      GitMirror mirror = mirror();
      mirror.fetch(remote);
      assertThat(mirror.find("main").orElseThrow().sha()).isEqualTo(second);
      assertThat(mirror.find("v1").orElseThrow().subject()).isEqualTo("First");
      assertThat(mirror.find(second.substring(0, 8))).isPresent();
      assertThat(mirror.find("--help")).isEmpty();
      assertThat(mirror.between(first, second, 10))
          .extracting(GitCommit::sha)
          .containsExactly(second);
      assertThat(mirror.changedPaths(first, second)).hasValue(List.of("a/b.txt"));
      assertThat(mirror.files(second))
          .extracting(GitFile::path)
          .containsExactly("a/b.txt", "c.txt");
      assertThat(mirror.text(mirror.files(second).getFirst()).strip()).isEqualTo("2");

      Path into = folder.resolve("out");
      mirror.checkout(first, into);
      assertThat(into.resolve("a/b.txt")).hasContent("1");
      assertThat(names(into)).containsExactlyInAnyOrder("a", "c.txt");
      assertThat(names(folder)).noneMatch(name -> name.contains("git-index"));
    }
  }

  @Test
  void forgetsWhatTheServerForgotButKeepsWhatIsDeployed() throws Exception {
    SampleRepository sample = new SampleRepository(folder.resolve("shop.git"));
    sample.commit("main", "First", Map.of("a", "1"));
    String gone = sample.commit("side", "Side", Map.of("b", "1"));
    GitRemote remote = remote(sample.fileUrl(), new GitCredential.None());
    GitMirror mirror = mirror();
    mirror.fetch(remote);
    mirror.keep("shop", gone);
    sample.git("update-ref", "-d", "refs/heads/side");
    mirror.fetch(remote);
    assertThat(mirror.find("side")).isEmpty();
    assertThat(mirror.find(gone)).isPresent();
  }

  @Test
  void goesOnAfterAFetchThatWasKilled() throws Exception {
    SampleRepository sample = new SampleRepository(folder.resolve("shop.git"));
    sample.commit("main", "First", Map.of("a", "1"));
    GitRemote remote = remote(sample.fileUrl(), new GitCredential.None());
    GitMirror mirror = mirror();
    mirror.fetch(remote);
    Files.writeString(mirror.folder().resolve("refs/heads/main.lock"), "");
    String second = sample.commit("main", "Second", Map.of("a", "2"));
    mirror.fetch(remote);
    assertThat(mirror.find("main").orElseThrow().sha()).isEqualTo(second);
  }

  @Test
  void letsNoLinkLeadOutOfACheckout() throws Exception {
    SampleRepository sample = new SampleRepository(folder.resolve("shop.git"));
    String bad = sample.commit("main", "Bad", Map.of("in", "-> c", "out", "-> ../../etc/passwd"));
    GitMirror mirror = mirror();
    mirror.fetch(remote(sample.fileUrl(), new GitCredential.None()));
    Path into = folder.resolve("out");
    GitException e = catchThrowableOfType(GitException.class, () -> mirror.checkout(bad, into));
    assertThat(e).hasMessageContaining("The symbolic link out leads out of the repository");
    assertThat(into).doesNotExist();
  }

  @Test
  void sendsATokenWithoutShowingItAnywhere() throws Exception {
    SampleRepository sample = new SampleRepository(folder.resolve("shop.git"));
    sample.commit("main", "First", Map.of("a", "1"));
    List<String> seen = new CopyOnWriteArrayList<>();
    try (GitHttp http = new GitHttp(folder, "oauth2:" + TOKEN)) {
      http.atRequest(() -> seen.addAll(commandLines()));
      GitRemote remote = remote(http.url("shop.git"), new GitCredential.Login("oauth2", TOKEN));
      mirror().fetch(remote);
      assertThat(seen)
          .anyMatch(line -> line.contains("git"))
          .noneMatch(line -> line.contains(TOKEN));
      assertThat(remote.toString()).doesNotContain(TOKEN);
      assertThat(names(folder.resolve("run"))).isEmpty();
    }
  }

  @Test
  void saysWhyItIsNotLetIn() throws Exception {
    SampleRepository sample = new SampleRepository(folder.resolve("shop.git"));
    sample.commit("main", "First", Map.of("a", "1"));
    try (GitHttp open = new GitHttp(folder, null);
        GitHttp shut = new GitHttp(folder, "oauth2:" + TOKEN)) {
      assertThat(failure(shut.url("shop.git"), new GitCredential.None()).code())
          .isEqualTo(GitException.Code.LOGIN_NEEDED);
      GitException wrong =
          failure(shut.url("shop.git"), new GitCredential.Login("oauth2", "nope-nope"));
      assertThat(wrong.code()).isEqualTo(GitException.Code.WRONG_CREDENTIAL);
      assertThat(wrong.message()).doesNotContain("nope-nope");
      assertThat(failure(open.url("none.git"), new GitCredential.None()).code())
          .isEqualTo(GitException.Code.NO_SUCH_REPOSITORY);
      assertThat(failure("http://127.0.0.1:1/shop.git", new GitCredential.None()).code())
          .isEqualTo(GitException.Code.UNREACHABLE);
    }
  }

  @Test
  void givesUpOnAServerThatNeverAnswers() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String url = "http://127.0.0.1:" + silent.getLocalPort() + "/shop.git";
      GitException e = failure(url, new GitCredential.None());
      assertThat(e.code()).isEqualTo(GitException.Code.TIMEOUT);
    }
  }

  private GitException failure(String url, GitCredential credential) {
    return catchThrowableOfType(GitException.class, () -> git().offered(remote(url, credential)));
  }

  private GitRemote remote(String url, GitCredential credential) {
    return new GitRemote(git().url(url), credential, List.of());
  }

  private GitMirror mirror() {
    return new GitMirrors(git(), folder.resolve("mirrors")).of("one");
  }

  private Git git() {
    Path run = folder.resolve("run");
    return new Git(
        new Processes(folder.resolve("processes")),
        run,
        true,
        new GitLimits(Duration.ofSeconds(3), Duration.ofMinutes(1)));
  }

  private static List<String> commandLines() {
    try (Stream<Path> all = Files.list(Path.of("/proc"))) {
      return all.filter(path -> path.getFileName().toString().matches("[0-9]+"))
          .map(GitHttpTest::commandLine)
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String commandLine(Path process) {
    try {
      return Files.readString(process.resolve("cmdline"));
    } catch (IOException e) {
      return ""; // ended meanwhile
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> entry.getFileName().toString()).toList();
    }
  }
}
