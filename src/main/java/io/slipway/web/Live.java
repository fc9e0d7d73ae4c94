package io.slipway.web;

/**
 * Where features tell open pages what changed. Topics as in {@code openapi.yaml}: {@code stacks},
 * {@code stack:{name}}, {@code deployments}, {@code builds}, {@code deployment:{stack}/{number}},
 * {@code repositories}, {@code webhooks}, {@code system}.
 */
public interface Live {

  /**
   * Sends a delta to all who watch the topic, and keeps it for those who come back.
   *
   * @param type what it is, for the page: {@code stack.changed}
   * @param body a record that {@link Requests#json} can write
   */
  void publish(String topic, String type, Object body);
}
