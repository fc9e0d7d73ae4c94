package io.slipway.stack;

import io.slipway.compose.StackName;
import io.slipway.engine.EngineWatch;
import io.slipway.engine.LogQuery;
import io.slipway.kernel.Problem;
import io.slipway.web.TopicSink;
import io.slipway.web.TopicSource;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Feeds the topics {@code logs:{stack}}: what all containers of a stack write, merged. The cursor
 * is the time of a line.
 */
public final class StackLogs implements TopicSource {

  private static final Logger LOG = Logger.getLogger(StackLogs.class.getName());
  private static final String PREFIX = "logs:";
  private static final int TAIL = 200;

  private final Stacks stacks;
  private final EngineWatch watch;

  /** Makes a source of the output of all stacks. */
  public StackLogs(Stacks stacks, EngineWatch watch) {
    this.stacks = stacks;
    this.watch = watch;
  }

  @Override
  public boolean serves(String topic) {
    return topic.startsWith(PREFIX);
  }

  @Override
  public AutoCloseable open(String topic, @Nullable String cursor, TopicSink sink) {
    StackName stack = new StackName(topic.substring(PREFIX.length()));
    Picture.Seen _ = stacks.seen(stack);
    Instant since = cursor == null ? null : time(cursor).plusNanos(1);
    LogFollow follow =
        new LogFollow(
            stacks, stack, null, line -> sink.send("log.line", line.at().toString(), line));
    Thread thread = Thread.ofVirtual().name("stack-logs-" + stack).start(() -> run(follow, since));
    return () -> {
      follow.close();
      thread.interrupt();
    };
  }

  private void run(LogFollow follow, @Nullable Instant since) {
    try {
      follow.last(since == null ? TAIL : LogQuery.ALL, since);
      follow.follow(watch);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    } catch (Problem e) {
      LOG.log(Level.FINE, "The output ends", e);
      follow.close();
    }
  }

  private static Instant time(String cursor) {
    try {
      return Instant.parse(cursor);
    } catch (DateTimeException e) {
      throw new Problem.Invalid("cursor-invalid", "This is no cursor of container output.");
    }
  }
}
