package io.slipway.web;

import io.helidon.common.buffers.BufferData;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.websocket.WsSession;
import io.slipway.kernel.Problem;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One open page: what it watches, and a writer of its own, so that a page that takes nothing holds
 * up nobody else. What waits for it is bounded; beyond that it is dropped, and finds a {@code
 * reset} or its place when it comes back.
 */
final class LiveClient {

  private static final Logger LOG = Logger.getLogger(LiveClient.class.getName());
  private static final int MOST_TOPICS = 100;
  private static final AutoCloseable NOTHING = () -> {};

  private final WsSession session;
  private final LiveHub hub;
  private final Gate gate;
  private final Visit visit;
  private final Caller caller;
  private final Outbox outbox = new Outbox();
  private final Map<String, AutoCloseable> watched = new ConcurrentHashMap<>();

  LiveClient(WsSession session, LiveHub hub, Gate gate, Visit visit, Caller caller) {
    this.session = session;
    this.hub = hub;
    this.gate = gate;
    this.visit = visit;
    this.caller = caller;
  }

  void start() {
    hub.add(this);
    Thread.ofVirtual().name("live-" + caller.name()).start(this::write);
  }

  Caller caller() {
    return caller;
  }

  boolean watches(String topic) {
    return watched.containsKey(topic);
  }

  void watch(String topic) {
    watched.put(topic, NOTHING);
  }

  /** Queues a message, or drops the page when it has not taken too many of them. */
  void offer(String json) {
    if (!outbox.offer(json)) {
      LOG.info(() -> "A page of " + caller.name() + " is too slow and is dropped");
      drop();
    }
  }

  void subscribe(String topic, @Nullable String cursor) {
    unsubscribe(topic);
    try {
      Optional<TopicSource> source = hub.sourceOf(topic);
      if (watched.size() >= MOST_TOPICS || (source.isEmpty() && !LiveHub.knows(topic))) {
        throw new Problem.NotFound("no-such-topic", "There is no topic " + topic + " to watch.");
      }
      Permission needed = source.map(s -> s.permission(topic)).orElse(Permission.VIEW);
      gate.door().checkUserAuthority(caller, needed);
      if (source.isPresent()) {
        open(source.get(), topic, cursor);
      } else {
        hub.subscribe(this, topic, cursor);
      }
    } catch (Problem problem) {
      refuse(topic, problem);
    }
  }

  private void open(TopicSource source, String topic, @Nullable String cursor) {
    offer(new LiveMessage(topic, "subscribed", cursor, null).json());
    SourceSink sink = new SourceSink(topic, outbox, this::drop);
    AutoCloseable feed = source.open(topic, cursor, sink);
    watched.put(
        topic,
        () -> {
          sink.stop();
          feed.close();
        });
    if (outbox.ended()) {
      unsubscribe(topic);
    }
  }

  private void refuse(String topic, Problem problem) {
    ProblemJson body = ProblemJson.of(problem, RequestId.next().text());
    offer(new LiveMessage(topic, "refused", null, Requests.json().toJson(body)).json());
  }

  void unsubscribe(String topic) {
    AutoCloseable feed = watched.remove(topic);
    if (feed != null) {
      try {
        feed.close();
      } catch (Exception e) {
        LOG.log(Level.WARNING, e, () -> "Cannot end the feed of " + topic);
      }
    }
  }

  /**
   * Writes until the end. When there is nothing to write for a while it pings, which shows that the
   * page is still there and keeps proxies from cutting the line, and asks the door again: an open
   * page counts as use of its session, and an expired one ends here.
   */
  private void write() {
    try {
      while (!outbox.ended()) {
        String next = outbox.take();
        if (next != null) {
          session.send(next, true);
        } else if (!outbox.ended()) {
          checkAgain();
          session.ping(BufferData.empty());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Problem e) {
      LOG.fine(() -> "A page of " + caller.name() + " is not let in any more");
    } catch (RuntimeException e) {
      LOG.log(Level.FINE, e, () -> "A page of " + caller.name() + " went away");
    } finally {
      drop();
    }
  }

  private void checkAgain() {
    Caller now = gate.door().identify(visit);
    if (now == null || now.role() != caller.role()) {
      throw new Problem.Unauthenticated("session-ended", "The session has ended.", "Log in again.");
    }
  }

  /** Cuts the connection; a writer that hangs in a full socket ends by that. */
  void drop() {
    if (end() && session instanceof ServerConnection connection) {
      connection.close(true);
    }
  }

  /** Ends all feeds; the connection is closed by whoever saw it end. */
  boolean end() {
    if (!outbox.end()) {
      return false;
    }
    hub.remove(this);
    watched.keySet().forEach(this::unsubscribe);
    return true;
  }
}
