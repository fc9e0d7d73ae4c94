package io.slipway.log;

import io.slipway.kernel.Problem;
import io.slipway.web.TopicSink;
import io.slipway.web.TopicSource;
import org.jspecify.annotations.Nullable;

/**
 * Serves {@code log:{stack}/{number}/{step}}: messages of type {@code lines} with {@link LogLines};
 * the cursor is the number of the next line. Without a cursor it begins with the last {@value
 * #LAST} lines.
 */
final class LogTopics implements TopicSource {

  private static final long LAST = 1_000;

  private final StepLogs logs;

  LogTopics(StepLogs logs) {
    this.logs = logs;
  }

  @Override
  public boolean serves(String topic) {
    return topic.startsWith("log:");
  }

  @Override
  public AutoCloseable open(String topic, @Nullable String cursor, TopicSink sink) {
    LogPath log =
        LogPath.ofTopic(topic)
            .orElseThrow(() ->
                new Problem.NotFound("no-such-log", "“" + topic + "” is not the name of a log."));
    return logs.follow(log, line(cursor), lines -> send(lines, sink));
  }

  private static void send(LogLines lines, TopicSink sink) {
    long next = lines.from() + lines.lines().size();
    if (!sink.send("lines", Long.toString(next), lines)) {
      Thread.currentThread().interrupt(); // nobody listens any more: the follower ends
    }
  }

  private static long line(@Nullable String cursor) {
    if (cursor == null) {
      return -LAST;
    }
    if (!cursor.matches("[0-9]{1,18}")) {
      throw new Problem.Invalid(
          "cursor-invalid", "The cursor of a log is the number of a line.", "cursor", null);
    }
    return Long.parseLong(cursor);
  }
}
