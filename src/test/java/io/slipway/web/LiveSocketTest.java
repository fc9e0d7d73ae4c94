package io.slipway.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.slipway.kernel.MovableClock;
import io.slipway.kernel.Problem;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveSocketTest {

  private final RoleDoor door = new RoleDoor();
  private final MovableClock clock = new MovableClock();
  private final LiveHub hub = new LiveHub(clock);
  private final List<AutoCloseable> open = new CopyOnWriteArrayList<>();
  private HttpServer server;

  @BeforeEach
  void start() {
    server =
        new HttpServer(
            "127.0.0.1",
            0,
            List.of(),
            door,
            new Visits(() -> false, () -> "", null),
            hub,
            new HttpFigures(new PrometheusRegistry()),
            () -> {});
    server.start();
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
    server.close();
  }

  /** One page with its messages. */
  private final class Page implements WebSocket.Listener {
    final LinkedBlockingQueue<LiveMessage> messages = new LinkedBlockingQueue<>();
    final CountDownLatch gone = new CountDownLatch(1);
    final WebSocket socket;
    private final StringBuilder partial = new StringBuilder();
    private final boolean reads;

    Page(String role, boolean reads) {
      this.reads = reads;
      Browser browser = new Browser(server.port()).with("Authorization", "Bearer " + role);
      open.add(browser);
      socket = browser.socket(LiveSocket.PATH, this);
      open.add(socket::abort);
    }

    @Override
    public void onOpen(WebSocket opened) {
      if (reads) {
        opened.request(1);
      }
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
      partial.append(text);
      if (last) {
        messages.add(Requests.json().type(LiveMessage.class).fromJson(partial.toString()));
        partial.setLength(0);
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      gone.countDown();
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      gone.countDown();
    }

    void say(String json) {
      socket.sendText(json, true).join();
    }

    /** Closes it as a browser does, and waits until the server knows. */
    void leave() {
      int others = hub.connections() - 1;
      socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
      await().until(() -> hub.connections() == others);
    }

    LiveMessage next() throws InterruptedException {
      LiveMessage message = messages.poll(20, TimeUnit.SECONDS);
      if (message == null) {
        throw new AssertionError("No message came");
      }
      return message;
    }
  }

  private static Map<String, String> fact(String text) {
    return Map.of("text", text);
  }

  private Page page() {
    return new Page("VIEWER", true);
  }

  @Test
  void aPageMissesNothingAndSeesNothingTwice() throws Exception {
    Page first = page();
    first.say("{\"subscribe\":\"stacks\"}");
    assertThat(first.next().type()).isEqualTo("subscribed");
    hub.publish("stacks", "stack.changed", fact("“eins” für 日本 🚢"));
    hub.publish("repositories", "other", fact("not for this page"));
    LiveMessage seen = first.next();
    assertThat(seen.data()).isEqualTo("{\"text\":\"“eins” für 日本 🚢\"}");
    first.socket.abort();

    hub.publish("stacks", "stack.changed", fact("two"));
    hub.publish("stacks", "stack.changed", fact("three"));
    Page second = page();
    second.say("{\"subscribe\":\"stacks\",\"cursor\":\"" + seen.cursor() + "\"}");
    assertThat(second.next().type()).isEqualTo("subscribed");
    hub.publish("stacks", "stack.changed", fact("four"));
    for (String expected : List.of("two", "three", "four")) {
      assertThat(second.next().data()).isEqualTo("{\"text\":\"" + expected + "\"}");
    }
    assertThat(second.messages).isEmpty();
  }

  @Test
  void aCursorThatIsTooOldOrOfAnotherRunIsReset() throws Exception {
    Page page = page();
    page.say("{\"subscribe\":\"stacks\"}");
    String old = page.next().cursor();
    for (int i = 0; i < TopicRing.MESSAGES + 1; i++) {
      hub.publish("stacks", "stack.changed", fact("n" + i));
      assertThat(page.next().type()).isEqualTo("stack.changed");
    }
    for (String cursor : List.of(String.valueOf(old), "abc-1", "nonsense")) {
      page.say("{\"subscribe\":\"stacks\",\"cursor\":\"" + cursor + "\"}");
      assertThat(page.next().type()).isEqualTo("subscribed");
      assertThat(page.next().type()).isEqualTo("reset");
    }
  }

  @Test
  void nothingIsKeptOfWhatNobodyWatches() throws Exception {
    Page page = page();
    page.say("{\"subscribe\":\"system\"}");
    String before = page.next().cursor();
    page.say("{\"subscribe\":\"builds\",\"cursor\":\"" + before + "\"}");
    assertThat(page.next().type()).as("nothing has come").isEqualTo("subscribed");
    hub.publish("stacks", "stack.changed", fact("unseen"));
    page.say("{\"subscribe\":\"stacks\",\"cursor\":\"" + before + "\"}");
    assertThat(page.next().type()).isEqualTo("subscribed");
    assertThat(page.next().type()).isEqualTo("reset");
    assertThat(page.messages).isEmpty();
  }

  @Test
  void aPageThatWasAwayForLongLoadsAnew() throws Exception {
    Page first = page();
    first.say("{\"subscribe\":\"stacks\"}");
    String before = first.next().cursor();
    clock.move(LiveHub.AWAY.multipliedBy(2)); // it watches all the time
    first.leave();
    hub.publish("stacks", "stack.changed", fact("soon after"));
    assertThat(comingBack(before)).isEqualTo("stack.changed");
    clock.move(LiveHub.AWAY.plusSeconds(1));
    hub.publish("stacks", "stack.changed", fact("long after"));
    assertThat(comingBack(before)).isEqualTo("reset");
  }

  /** Returns what a page gets that asks for what it missed, and goes again. */
  private String comingBack(@Nullable String cursor) throws Exception {
    Page page = page();
    page.say("{\"subscribe\":\"stacks\",\"cursor\":\"" + cursor + "\"}");
    assertThat(page.next().type()).isEqualTo("subscribed");
    String type = page.next().type();
    page.leave();
    return type;
  }

  @Test
  void topicsThatAreAskedForAndLeftAreForgotten() throws Exception {
    Page page = page();
    page.say("{\"subscribe\":\"stacks\"}");
    String before = page.next().cursor();
    page.say("{\"unsubscribe\":\"stacks\"}");
    page.say("{\"subscribe\":\"system\"}");
    page.next();
    hub.publish("stacks", "stack.changed", fact("unseen"));
    for (int i = 0; i <= LiveHub.MOST_LEFT; i++) {
      clock.move(Duration.ofMillis(1));
      page.say("{\"subscribe\":\"stack:s" + i + "\"}");
      page.next();
      page.say("{\"unsubscribe\":\"stack:s" + i + "\"}");
    }
    hub.publish("system", "system.changed", fact("seen"));
    assertThat(page.next().type()).isEqualTo("system.changed");
    page.say("{\"subscribe\":\"stacks\",\"cursor\":\"" + before + "\"}");
    assertThat(page.next().type()).isEqualTo("subscribed");
    assertThat(page.next().type()).isEqualTo("reset");
  }

  @Test
  void unsubscribingEndsIt() throws Exception {
    Page page = page();
    page.say("{\"subscribe\":\"stacks\"}");
    page.next();
    page.say("{\"unsubscribe\":\"stacks\"}");
    page.say("{\"subscribe\":\"system\"}");
    page.next();
    hub.publish("stacks", "stack.changed", fact("unseen"));
    hub.publish("system", "system.changed", fact("seen"));
    assertThat(page.next().topic()).isEqualTo("system");
  }

  @Test
  void whoIsNotLoggedInOrComesFromElsewhereIsNotLetIn() {
    try (Browser stranger = new Browser(server.port());
        Browser foreign = new Browser(server.port())) {
      assertThat(refusal(stranger)).isEqualTo(401);
      foreign.with("Cookie", "role=ADMIN").with("Origin", "http://evil.example");
      assertThat(refusal(foreign)).isGreaterThanOrEqualTo(400);
      assertThat(hub.connections()).isZero();
    }
  }

  private static int refusal(Browser browser) {
    try {
      browser.socket(LiveSocket.PATH, new WebSocket.Listener() {}).abort();
      return 0;
    } catch (CompletionException e) {
      return e.getCause() instanceof WebSocketHandshakeException refused
          ? refused.getResponse().statusCode()
          : 0;
    }
  }

  @Test
  void aTopicAsksForItsOwnPermission() throws Exception {
    hub.addSource(
        new TopicSource() {
          @Override
          public boolean serves(String topic) {
            return topic.equals("secrets");
          }

          @Override
          public Permission permission(String topic) {
            return Permission.ADMINISTER;
          }

          @Override
          public AutoCloseable open(String topic, @Nullable String cursor, TopicSink sink) {
            sink.send("line", "1", fact("hidden"));
            return () -> {};
          }
        });
    Page viewer = page();
    viewer.say("{\"subscribe\":\"secrets\"}");
    LiveMessage refused = viewer.next();
    assertThat(refused.type()).isEqualTo("refused");
    assertThat(refused.data()).contains("role-not-enough");
    Page admin = new Page("ADMIN", true);
    admin.say("{\"subscribe\":\"secrets\"}");
    assertThat(admin.next().type()).isEqualTo("subscribed");
    assertThat(admin.next().data()).contains("hidden");
    viewer.say("{\"subscribe\":\"no-such-topic\"}");
    assertThat(viewer.next().type()).isEqualTo("refused");
  }

  @Test
  void aPageIsClosedWhenItsSessionEnds() throws Exception {
    Page page = page();
    page.say("{\"subscribe\":\"stacks\"}");
    page.next();
    hub.end(caller -> "session-VIEWER".equals(caller.sessionId()));
    assertThat(page.gone.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(hub.connections()).isZero();
  }

  @Test
  void aPageThatTakesNothingIsDroppedAndHoldsUpNobody() throws Exception {
    Page slow = new Page("OPERATOR", false);
    slow.say("{\"subscribe\":\"stacks\"}");
    Page quick = page();
    quick.say("{\"subscribe\":\"stacks\"}");
    quick.next();
    await().until(() -> hub.connections() == 2);
    // 16 KB each: what the kernel buffers for both sides is full after some hundred of them.
    Map<String, String> large = fact("x".repeat(16 << 10));
    for (int i = 0; i < 3_000 && hub.connections() == 2; i++) {
      hub.publish("stacks", "stack.changed", large);
      assertThat(quick.next().type()).isEqualTo("stack.changed");
    }
    await().until(() -> hub.connections() == 1);
  }

  @Test
  void aSourceIsHeldUpByASlowPageAndStoppedWhenItGoes() throws Exception {
    AtomicLong sent = new AtomicLong();
    CountDownLatch stopped = new CountDownLatch(1);
    hub.addSource(new Flood(sent, stopped));
    Page slow = new Page("OPERATOR", false);
    slow.say("{\"subscribe\":\"log:flood\"}");
    await().until(() -> sent.get() > 0);
    AtomicLong before = new AtomicLong(-1);
    await().until(() -> before.getAndSet(sent.get()) == sent.get());
    slow.socket.abort();
    assertThat(stopped.await(60, TimeUnit.SECONDS)).isTrue();
  }

  private record Flood(AtomicLong sent, CountDownLatch stopped) implements TopicSource {
    @Override
    public boolean serves(String topic) {
      return topic.equals("log:flood");
    }

    @Override
    public AutoCloseable open(String topic, @Nullable String cursor, TopicSink sink) {
      Thread feeding =
          Thread.ofVirtual()
              .name("flood")
              .start(() -> {
                while (sink.send("line", null, fact("x".repeat(8 << 10)))) {
                  sent.incrementAndGet();
                }
                stopped.countDown();
              });
      return feeding::interrupt;
    }
  }

  @Test
  void aProblemOfTheSourceRefusesTheSubscription() throws Exception {
    hub.addSource(
        new TopicSource() {
          @Override
          public boolean serves(String topic) {
            return topic.startsWith("log:");
          }

          @Override
          public AutoCloseable open(String topic, @Nullable String cursor, TopicSink sink) {
            throw new Problem.NotFound("log-not-found", "There is no such log.");
          }
        });
    Page page = page();
    page.say("{\"subscribe\":\"log:shop/1/build\"}");
    assertThat(page.next().type()).isEqualTo("subscribed");
    LiveMessage refused = page.next();
    assertThat(refused.type()).isEqualTo("refused");
    assertThat(refused.data()).contains("log-not-found");
  }
}
