package io.slipway.engine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Reads the event stream: one JSON object a line. */
final class EventReading {

  /**
   * What is asked for. Commands in containers are left out: a health check makes three events each
   * time it runs, which would keep us awake for nothing.
   */
  static final Map<String, List<String>> FILTERS =
      Map.of(
          "type", List.of("container", "image", "network", "volume"),
          "event",
              List.of(
                  "create",
                  "start",
                  "restart",
                  "stop",
                  "die",
                  "oom",
                  "pause",
                  "unpause",
                  "rename",
                  "update",
                  "destroy",
                  "health_status",
                  "connect",
                  "disconnect",
                  "remove",
                  "pull",
                  "tag",
                  "untag",
                  "delete",
                  "import",
                  "load",
                  "prune"));

  private EventReading() {}

  static void read(InputStream body, Consumer<EngineEvent> consumer) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int octet = body.read(); octet != -1; octet = body.read()) {
      if (octet != '\n') {
        line.write(octet);
        continue;
      }
      if (line.size() > 1) {
        accept(EngineHttp.JSON.type(SystemWire.Event.class).fromJson(line.toByteArray()), consumer);
      }
      line.reset();
    }
  }

  private static void accept(SystemWire.Event event, Consumer<EngineEvent> consumer) {
    SystemWire.Actor actor = event.actor();
    if (event.type() == null || event.action() == null || actor == null) {
      return;
    }
    consumer.accept(
        new EngineEvent(
            event.type(),
            event.action(),
            Wire.text(actor.id()),
            Wire.map(actor.attributes()),
            Instant.ofEpochSecond(0, event.timeNano())));
  }
}
