package io.slipway.repository;

import io.avaje.jsonb.Json;
import io.slipway.kernel.Events;
import io.slipway.web.Live;

/** Tells open pages what changes about repositories, by the topic {@code repositories}. */
public final class RepositoryNews implements AutoCloseable {

  private static final String TOPIC = "repositories";

  private final Repositories repositories;
  private final StackSources sources;
  private final Live live;
  private final Events.Subscription changed;
  private final Events.Subscription checked;
  private final Events.Subscription fed;

  /** Begins to listen. */
  public RepositoryNews(Events events, Live live, Repositories repositories, StackSources sources) {
    this.repositories = repositories;
    this.sources = sources;
    this.live = live;
    this.changed = events.subscribe(RepositoryChanged.class, e -> publish(e.repositoryId()));
    this.checked = events.subscribe(RepositoryChecked.class, e -> publish(e.repositoryId()));
    this.fed = events.subscribe(SourceChanged.class, e -> publish(e.repositoryId()));
  }

  /** A repository that is no more. */
  @Json
  public record Removed(String id) {}

  private void publish(String id) {
    repositories
        .find(id)
        .ifPresentOrElse(
            repository ->
                live.publish(
                    TOPIC,
                    "repository.changed",
                    GitRepositoryView.of(repository, sources.fedBy(id))),
            () -> live.publish(TOPIC, "repository.removed", new Removed(id)));
  }

  @Override
  public void close() {
    changed.close();
    checked.close();
    fed.close();
  }
}
