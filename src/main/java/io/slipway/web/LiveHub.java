package io.slipway.web;

import io.slipway.kernel.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Carries what changed to all open pages. Each topic that a page watches, or watched not long ago,
 * keeps its last messages, so that a page that lost its connection misses nothing and sees nothing
 * twice. Where nobody looks nothing is kept.
 *
 * <p>A cursor is {@code <start of this server>-<sequence>}: one of an earlier run is too old.
 */
public final class LiveHub implements Live, AutoCloseable {

  /** How long a page may take nothing before it is dropped. */
  public static final Duration PATIENCE = Duration.ofSeconds(30);

  /** How long the messages of a topic are kept for pages that are away; later they load anew. */
  static final Duration AWAY = Duration.ofMinutes(10);

  /** How many topics nobody watches may keep messages, whatever somebody asks for and leaves. */
  static final int MOST_LEFT = 500;

  private static final Pattern TOPIC =
      Pattern.compile(
          "stacks|deployments|builds|repositories|webhooks|domains|system"
              + "|stack:[a-z0-9_-]{1,63}|deployment:[a-z0-9_-]{1,63}/[0-9]{1,18}");

  private final Clock clock;
  private final String run;
  private final List<TopicSource> sources = new CopyOnWriteArrayList<>();
  private final Set<LiveClient> clients = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, TopicRing> rings = new HashMap<>();
  private long sequence;

  /** The newest message of any topic that is not kept. */
  private long forgotten;

  /** Makes a hub; its cursors are told from those of earlier runs by the time. */
  public LiveHub(Clock clock) {
    this.clock = clock;
    this.run = Long.toString(clock.now().toEpochMilli(), 36);
  }

  /** Adds what feeds topics that are more than a few deltas. */
  public void addSource(TopicSource source) {
    sources.add(source);
  }

  @Override
  public void publish(String topic, String type, Object body) {
    lock.lock();
    try {
      sequence++;
      List<LiveClient> watching = watching(topic);
      TopicRing ring = rings.get(topic);
      if (ring == null || (watching.isEmpty() && isOld(ring))) {
        rings.remove(topic);
        forgotten = sequence;
        return; // the ring of a topic that is watched is never missing
      }
      String data = Requests.json().toJson(body);
      String json = new LiveMessage(topic, type, cursor(), data).json();
      ring.add(sequence, json);
      watching.forEach(client -> client.offer(json));
    } finally {
      lock.unlock();
    }
  }

  private List<LiveClient> watching(String topic) {
    return clients.stream().filter(client -> client.watches(topic)).toList();
  }

  private boolean isOld(TopicRing ring) {
    return clock.nanos() - ring.lastWatched() > AWAY.toNanos();
  }

  /** Ends the connections of the callers meant, at once: their session is over. */
  public void end(Predicate<Caller> meant) {
    clients.stream().filter(client -> meant.test(client.caller())).forEach(LiveClient::drop);
  }

  /** Returns how many pages are connected. */
  public int connections() {
    return clients.size();
  }

  Optional<TopicSource> sourceOf(String topic) {
    return sources.stream().filter(source -> source.serves(topic)).findFirst();
  }

  static boolean knows(String topic) {
    return TOPIC.matcher(topic).matches();
  }

  void add(LiveClient client) {
    clients.add(client);
  }

  /** Forgets a page that is gone; it may come back. */
  void remove(LiveClient client) {
    lock.lock();
    try {
      clients.remove(client);
      rings.forEach((topic, ring) -> {
        if (client.watches(topic)) {
          ring.watchedAt(clock.nanos());
        }
      });
    } finally {
      lock.unlock();
    }
  }

  /** Subscribes, and sends what the page missed, with no message lost or doubled in between. */
  void subscribe(LiveClient client, String topic, @Nullable String since) {
    lock.lock();
    try {
      if (since == null) {
        client.offer(new LiveMessage(topic, "subscribed", cursor(), null).json());
      } else {
        resume(client, topic, since);
      }
      client.watch(topic);
      forgetOldTopics();
      rings
          .computeIfAbsent(topic, _ -> new TopicRing(forgotten, clock.nanos()))
          .watchedAt(clock.nanos());
    } finally {
      lock.unlock();
    }
  }

  private void resume(LiveClient client, String topic, String since) {
    Optional<List<String>> missed = missed(topic, since);
    String from = missed.isPresent() ? since : cursor();
    client.offer(new LiveMessage(topic, "subscribed", from, null).json());
    if (missed.isPresent()) {
      missed.get().forEach(client::offer);
    } else {
      client.offer(new LiveMessage(topic, "reset", cursor(), null).json());
    }
  }

  private Optional<List<String>> missed(String topic, String since) {
    int dash = since.indexOf('-');
    if (dash < 0 || !since.substring(0, dash).equals(run)) {
      return Optional.empty();
    }
    long seen;
    try {
      seen = Long.parseLong(since.substring(dash + 1));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
    TopicRing ring = rings.get(topic);
    if (seen > sequence || (ring == null && seen < forgotten)) {
      return Optional.empty();
    }
    return ring == null ? Optional.of(List.of()) : ring.since(seen);
  }

  private void forgetOldTopics() {
    List<Map.Entry<String, TopicRing>> left =
        rings.entrySet().stream()
            .filter(entry -> watching(entry.getKey()).isEmpty())
            .sorted(Comparator.comparingLong(entry -> -entry.getValue().lastWatched()))
            .toList();
    for (int i = 0; i < left.size(); i++) {
      TopicRing ring = left.get(i).getValue();
      if (i >= MOST_LEFT || isOld(ring)) {
        forgotten = Math.max(forgotten, ring.newest());
        rings.remove(left.get(i).getKey());
      }
    }
  }

  private String cursor() {
    return run + "-" + sequence;
  }

  @Override
  public void close() {
    clients.forEach(LiveClient::drop);
  }
}
