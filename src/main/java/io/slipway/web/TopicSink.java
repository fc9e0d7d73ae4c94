package io.slipway.web;

import org.jspecify.annotations.Nullable;

/** One subscriber of a topic, as its {@link TopicSource} sees it. Safe for use by many threads. */
public interface TopicSink {

  /**
   * Sends one message.
   *
   * <p>Blocks while the page takes nothing: a source reads on only as fast as its reader. A page
   * that has taken nothing for {@link LiveHub#PATIENCE} is dropped. So call it from a thread that
   * belongs to this subscription, never from one that others wait for.
   *
   * @param type what it is, for the page; {@code reset} tells it to fetch anew
   * @param cursor where the page may go on after this message, or null
   * @param body a record that {@link Requests#json} can write, or null
   * @return false when nobody listens any more: then stop
   */
  boolean send(String type, @Nullable String cursor, @Nullable Object body);
}
