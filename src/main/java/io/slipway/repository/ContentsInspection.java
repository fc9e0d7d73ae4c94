package io.slipway.repository;

import io.slipway.git.GitCommit;
import io.slipway.git.GitFile;
import io.slipway.git.GitMirror;
import io.slipway.kernel.Problem;
import io.slipway.repository.RepositoryContents.ComposeFound;
import io.slipway.repository.RepositoryContents.DockerfileFound;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Looks into a commit for what can be deployed from it. */
final class ContentsInspection {

  private static final int MOST_FILES = 50;
  private static final long MOST_BYTES = 1 << 20;
  private static final Pattern COMPOSE_FILE = Pattern.compile("(docker-)?compose\\.ya?ml");
  private static final Pattern DOCKERFILE =
      Pattern.compile("(Dockerfile|Containerfile)(\\..+)?|.+\\.Dockerfile");
  private static final Pattern EXPOSE =
      Pattern.compile(
          "^\\s*EXPOSE\\s+([0-9]{1,5})\\b", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

  private final Repositories repositories;

  ContentsInspection(Repositories repositories) {
    this.repositories = repositories;
  }

  /**
   * Fetches and looks.
   *
   * @param ref branch, tag or commit
   * @throws Problem.NotFound when there is no such ref
   * @throws Problem.Unavailable when the git server does not let us
   */
  RepositoryContents of(String repositoryId, String ref) throws InterruptedException {
    GitMirror mirror = repositories.fetch(repositoryId);
    GitCommit commit =
        mirror
            .find(ref)
            .orElseThrow(() ->
                new Problem.NotFound(
                    "ref-not-found", "The repository has no branch, tag or commit " + ref + "."));
    List<ComposeFound> composeFiles = new ArrayList<>();
    List<DockerfileFound> dockerfiles = new ArrayList<>();
    for (GitFile file : nearTheTop(mirror.files(commit.sha()))) {
      if (COMPOSE_FILE.matcher(file.name()).matches() && composeFiles.size() < MOST_FILES) {
        composeFiles.add(compose(mirror, file));
      } else if (DOCKERFILE.matcher(file.name()).matches() && dockerfiles.size() < MOST_FILES) {
        dockerfiles.add(new DockerfileFound(file.path(), port(mirror, file)));
      }
    }
    return new RepositoryContents(PushedCommit.of(commit, ref), composeFiles, dockerfiles);
  }

  private static List<GitFile> nearTheTop(List<GitFile> files) {
    return files.stream()
        .filter(file -> file.size() <= MOST_BYTES)
        .sorted(
            Comparator.comparingLong(
                    (GitFile file) -> file.path().chars().filter(c -> c == '/').count())
                .thenComparing(GitFile::path))
        .toList();
  }

  private static ComposeFound compose(GitMirror mirror, GitFile file) throws InterruptedException {
    try {
      LoadSettings settings = LoadSettings.builder().setCodePointLimit((int) MOST_BYTES).build();
      List<String> services =
          new Compose(settings)
              .composeString(mirror.text(file))
              .map(ContentsInspection::services)
              .orElse(List.of());
      return new ComposeFound(file.path(), services, services.isEmpty() ? "No services." : null);
    } catch (YamlEngineException e) {
      String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      return new ComposeFound(file.path(), List.of(), "It cannot be read: " + why + ".");
    }
  }

  private static List<String> services(Node top) {
    return top instanceof MappingNode mapping
        ? mapping.getValue().stream()
            .filter(entry -> "services".equals(text(entry.getKeyNode())))
            .filter(entry -> entry.getValueNode() instanceof MappingNode)
            .flatMap(entry -> ((MappingNode) entry.getValueNode()).getValue().stream())
            .map(entry -> text(entry.getKeyNode()))
            .toList()
        : List.of();
  }

  private static String text(Node node) {
    return node instanceof ScalarNode scalar ? scalar.getValue() : "";
  }

  private static @Nullable Integer port(GitMirror mirror, GitFile file)
      throws InterruptedException {
    Matcher matcher = EXPOSE.matcher(mirror.text(file));
    if (!matcher.find()) {
      return null;
    }
    int port = Integer.parseInt(matcher.group(1));
    return port >= 1 && port <= 65_535 ? port : null;
  }
}
