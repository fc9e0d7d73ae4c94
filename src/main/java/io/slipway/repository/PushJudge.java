package io.slipway.repository;

import io.slipway.git.GitCommit;
import io.slipway.git.GitMirror;
import io.slipway.kernel.Clock;
import io.slipway.kernel.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Fetches, lets each stack's rules judge what has moved, and hands on what they let pass. */
final class PushJudge {

  private final Repositories repositories;
  private final StackSources sources;
  private final PushListener listener;
  private final OutcomeListener outcomes;
  private final CheckTimes times;
  private final Clock clock;

  PushJudge(
      Repositories repositories,
      StackSources sources,
      PushListener listener,
      OutcomeListener outcomes,
      CheckTimes times,
      Clock clock) {
    this.repositories = repositories;
    this.sources = sources;
    this.listener = listener;
    this.outcomes = outcomes;
    this.times = times;
    this.clock = clock;
  }

  /** Deals with all news of a repository that came since the last time, in its order. */
  void judge(String repositoryId, List<PushNews> news) throws InterruptedException {
    GitMirror mirror;
    try {
      mirror = repositories.fetch(repositoryId);
    } catch (Problem e) {
      // Refs stay as they were last dealt with: the next check finds what is new.
      times.failed(repositoryId, e.message());
      failed(repositoryId, news, e.message() + " It is tried again by itself.");
      return;
    }
    Map<String, List<PushNews>> byRef =
        news.stream()
            .collect(
                Collectors.groupingBy(
                    each -> each.change().ref(), LinkedHashMap::new, Collectors.toList()));
    for (var entry : byRef.entrySet()) {
      Optional<GitCommit> tip = mirror.find(entry.getKey());
      judge(repositoryId, entry.getKey(), tip, entry.getValue());
      repositories
          .database()
          .change(sql ->
              RepositoryTable.dealtWith(
                  sql, repositoryId, entry.getKey(), tip.map(GitCommit::sha).orElse(null)));
    }
  }

  /** Says of all news that nothing came of it. */
  void failed(String repositoryId, List<PushNews> news, String message) {
    news.forEach(each -> tell(repositoryId, each, null, null, null, message));
  }

  private void judge(String id, String ref, Optional<GitCommit> tip, List<PushNews> news)
      throws InterruptedException {
    PushNews newest = news.getLast();
    for (PushNews older : news.subList(0, news.size() - 1)) {
      String message =
          "A newer push to " + Refs.spoken(ref) + " came before this one was looked at.";
      tell(id, older, null, null, "superseded", message);
    }
    List<StackSource> fed = sources.fedBy(id);
    if (fed.isEmpty()) {
      tell(id, newest, null, null, "no-stack", "No stack is fed by this repository.");
    } else if (tip.isEmpty()) {
      String message = "There is no " + Refs.spoken(ref) + " (any more).";
      tell(id, newest, null, null, "deleted", message);
    } else {
      boolean again = news.stream().anyMatch(PushNews::again);
      for (StackSource source : fed) {
        judge(source, ref, tip.get(), newest, again);
      }
    }
  }

  private void judge(StackSource source, String ref, GitCommit tip, PushNews news, boolean again)
      throws InterruptedException {
    String id = source.repositoryId();
    Optional<PushRules.Ignored> ignored = ignored(source, ref, tip, again);
    if (ignored.isPresent()) {
      tell(id, news, source, null, ignored.get().rule(), ignored.get().message());
      return;
    }
    PushedCommit commit = PushedCommit.of(tip, Refs.shorten(ref));
    try {
      PushOutcome outcome = listener.push(source.stack(), commit, news.eventId(), news.actor());
      sources.desired(source.stack(), commit);
      tell(id, news, source, outcome.deployment(), null, outcome.message());
    } catch (Problem e) {
      tell(id, news, source, null, null, e.message());
    }
  }

  private Optional<PushRules.Ignored> ignored(
      StackSource source, String ref, GitCommit tip, boolean again) throws InterruptedException {
    PushRules rules = source.rules();
    Optional<PushRules.Ignored> byRef = rules.ofRef(ref);
    if (byRef.isPresent()) {
      return byRef;
    }
    if (!source.autoDeploy()) {
      return Optional.of(
          new PushRules.Ignored("auto-deploy-off", "Pushes do not deploy this stack."));
    }
    if (source.pausedReason() != null) {
      return Optional.of(
          new PushRules.Ignored("paused", "Deploying by push is paused: " + source.pausedReason()));
    }
    if (!again && isDesired(source, ref, tip)) {
      return Optional.of(new PushRules.Ignored("already", "This commit was asked for already."));
    }
    Optional<PushRules.Ignored> byMessage = rules.ofMessage(tip.message());
    return byMessage.isPresent() ? byMessage : byPaths(source, tip);
  }

  private static boolean isDesired(StackSource source, String ref, GitCommit tip) {
    PushedCommit desired = source.desired();
    return desired != null
        && desired.sha().equals(tip.sha())
        && (desired.ref() == null || desired.ref().equals(Refs.shorten(ref)));
  }

  /** What differs from the deployed commit counts, whatever the pushes between brought. */
  private Optional<PushRules.Ignored> byPaths(StackSource source, GitCommit tip)
      throws InterruptedException {
    PushedCommit deployed = source.deployed();
    if (deployed == null || source.rules().paths().isEmpty()) {
      return Optional.empty();
    }
    if (deployed.sha().equals(tip.sha())) {
      return Optional.empty(); // nothing differs; then it is somebody's wish to have it again
    }
    return repositories
        .mirror(source.repositoryId())
        .changedPaths(deployed.sha(), tip.sha())
        .flatMap(source.rules()::ofPaths);
  }

  private void tell(
      String repositoryId,
      PushNews news,
      @Nullable StackSource source,
      @Nullable Long deployment,
      @Nullable String rule,
      String message) {
    outcomes.outcome(
        repositoryId,
        news.eventId(),
        new EventOutcome(
            clock.now(), source == null ? null : source.stack(), deployment, rule, message));
  }
}
