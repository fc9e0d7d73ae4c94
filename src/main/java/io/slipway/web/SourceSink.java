package io.slipway.web;

import org.jspecify.annotations.Nullable;

/** Hands what a source sends to one page, until either has had enough. */
final class SourceSink implements TopicSink {

  private final String topic;
  private final Outbox outbox;
  private final Runnable drop;
  private volatile boolean stopped;

  SourceSink(String topic, Outbox outbox, Runnable drop) {
    this.topic = topic;
    this.outbox = outbox;
    this.drop = drop;
  }

  @Override
  public boolean send(String type, @Nullable String cursor, @Nullable Object body) {
    if (stopped) {
      return false;
    }
    String data = body == null ? null : Requests.json().toJson(body);
    try {
      if (outbox.put(new LiveMessage(topic, type, cursor, data).json())) {
        return true;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    if (!outbox.ended()) {
      drop.run();
    }
    return false;
  }

  void stop() {
    stopped = true;
  }
}
