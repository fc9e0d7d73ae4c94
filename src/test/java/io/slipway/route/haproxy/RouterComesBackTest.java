package io.slipway.route.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.kernel.Problem;
import io.slipway.route.RouterListener;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What keeps the router from running is told, and tried again until it is over. */
class RouterComesBackTest extends RealRouter implements RouterListener {

  private final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();

  @Override
  public void works(List<String> troubles) {
    heard.add("works " + troubles);
  }

  @Override
  public void away(Problem why) {
    assertThat(why.hint()).isNotBlank();
    heard.add("away");
  }

  @Test
  void triesAgainWhenTheRouterCannotBeStartedAtFirst() throws Exception {
    wantedByAnEarlierController();
    Path inTheWay = folder.resolve("router");
    Files.move(inTheWay, folder.resolve("aside"));
    Files.createFile(inTheWay);
    assertThatThrownBy(router::ensureRunning).isInstanceOf(RuntimeException.class);
    Awaitility.await().until(() -> heard.contains("away"));
    heard.clear();
    Awaitility.await().until(() -> heard.contains("away")); // and again
    assertThat(heard).containsOnly("away");
    Files.delete(inTheWay);
    Awaitility.await().ignoreExceptions().until(() -> get(uri("/")).body().equals("blue"));
    Awaitility.await().until(() -> heard.contains("works []"));
  }

  @Test
  void takesAPortAsSoonAsTheProgramThatHadItHasLeft() throws Exception {
    wantedByAnEarlierController();
    try (ServerSocket taken = new ServerSocket(port, 5, InetAddress.getByName("127.0.0.1"))) {
      router.ensureRunning();
      assertThat(router.observe().running()).isTrue();
      assertThat(heard.poll()).contains("Port " + port + " of 127.0.0.1 is already taken by java");
      assertThat(taken.isClosed()).isFalse();
    }
    Awaitility.await().ignoreExceptions().until(() -> get(uri("/")).body().equals("blue"));
    Awaitility.await().until(() -> heard.contains("works []"));
  }

  @Test
  void startsAnewForARouteAfterItEndedWithoutAny() throws Exception {
    admitAll();
    router.withdraw(SHOP);
    endHaproxy();
    Awaitility.await().until(() -> !router.observe().running());
    admitAll();
    endHaproxy();
    Awaitility.await().ignoreExceptions().until(() -> get(uri("/")).body().equals("blue"));
  }

  /** Leaves a wanted route behind and no process. */
  private void wantedByAnEarlierController() throws Exception {
    admitAll();
    router.close();
    endHaproxy();
    Awaitility.await().until(() -> !router.observe().running());
    router = newRouter();
    router.listen(this);
  }
}
