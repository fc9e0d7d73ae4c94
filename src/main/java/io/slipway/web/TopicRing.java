package io.slipway.web;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The last messages of one topic, for pages that come back. Not safe for many threads: the hub's
 * lock guards it.
 */
final class TopicRing {

  static final int MESSAGES = 200;
  static final int CHARACTERS = 256 << 10;

  private final Deque<Kept> kept = new ArrayDeque<>();
  private int characters;

  /** The newest message that is not kept any more. */
  private long lost;

  private long lastWatched;

  /**
   * Makes an empty one.
   *
   * @param now nanoseconds of the hub's clock
   */
  TopicRing(long lost, long now) {
    this.lost = lost;
    this.lastWatched = now;
  }

  /** Notes that a page watches the topic, at a time in nanoseconds. */
  void watchedAt(long now) {
    lastWatched = now;
  }

  /** Returns when a page is last known to have watched the topic. */
  long lastWatched() {
    return lastWatched;
  }

  void add(long sequence, String json) {
    kept.addLast(new Kept(sequence, json));
    characters += json.length();
    while (kept.size() > MESSAGES || (characters > CHARACTERS && kept.size() > 1)) {
      Kept oldest = kept.removeFirst();
      characters -= oldest.json().length();
      lost = oldest.sequence();
    }
  }

  /** Returns what came after, or nothing at all when some of it is lost. */
  Optional<List<String>> since(long sequence) {
    if (sequence < lost) {
      return Optional.empty();
    }
    List<String> missed = new ArrayList<>();
    for (Kept message : kept) {
      if (message.sequence() > sequence) {
        missed.add(message.json());
      }
    }
    return Optional.of(missed);
  }

  long newest() {
    return kept.isEmpty() ? lost : kept.getLast().sequence();
  }

  private record Kept(long sequence, String json) {}
}
