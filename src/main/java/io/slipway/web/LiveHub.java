package io.slipway.web;

import java.time.Duration;

/** Carries what changed to all open pages. */
public final class LiveHub implements Live {

  /** How long a page may take nothing before it is dropped. */
  public static final Duration PATIENCE = Duration.ofSeconds(30);

  @Override
  public void publish(String topic, String type, Object body) {
    throw new UnsupportedOperationException(topic + " " + type + " " + body);
  }
}
