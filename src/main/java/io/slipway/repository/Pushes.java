package io.slipway.repository;

import io.slipway.kernel.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes news of pushes to the stacks that want them: fetches once for all that came meanwhile, lets
 * the rules judge, and hands the newest commit on.
 */
public final class Pushes implements AutoCloseable {

  public Pushes(
      Repositories repositories,
      StackSources sources,
      PushListener listener,
      OutcomeListener outcomes,
      Clock clock) {
    throw new UnsupportedOperationException(
        "" + repositories + sources + listener + outcomes + clock);
  }

  /**
   * Takes news; returns at once, the work happens on a thread of the repository.
   *
   * @param eventId the webhook delivery that told it, or null
   * @param actor who or what told it: {@code webhook}, {@code polling}
   */
  public void arrived(
      String repositoryId, List<RefChange> changes, @Nullable String eventId, String actor) {
    throw new UnsupportedOperationException(repositoryId + changes + eventId + actor);
  }

  /** The same for an event that somebody wants done again, also when its commit was asked for. */
  public void replay(
      String repositoryId, List<RefChange> changes, @Nullable String eventId, String actor) {
    throw new UnsupportedOperationException(repositoryId + changes + eventId + actor);
  }

  /** Ends the work under way; news not yet handed on stays with whoever told it. */
  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
