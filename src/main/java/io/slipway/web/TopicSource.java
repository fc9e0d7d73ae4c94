package io.slipway.web;

import io.slipway.kernel.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Feeds live topics that are more than a few deltas: lines of a log, output of containers. All
 * other topics are served from what {@link Live#publish} was told.
 */
public interface TopicSource {

  /** Returns whether the topic, as the page names it, is one of this source. */
  boolean serves(String topic);

  /**
   * Returns what a caller must be allowed for this topic; {@link Permission#VIEW} unless said
   * otherwise.
   */
  default Permission permission(String topic) {
    return Permission.VIEW;
  }

  /**
   * Starts to feed one subscriber, from a thread of the source's own, and returns what ends that.
   *
   * @param cursor the last one that the page has seen, or null when it has seen nothing
   * @throws Problem when there is no such thing, or the caller asks for nonsense: the subscription
   *     is refused with it
   */
  AutoCloseable open(String topic, @Nullable String cursor, TopicSink sink);
}
