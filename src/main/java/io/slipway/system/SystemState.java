package io.slipway.system;

import io.slipway.kernel.Problem;
import io.slipway.web.Live;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.function.Supplier;

/** All that is known of the server itself; tells the topic {@code system} when troubles change. */
public final class SystemState {

  private static final String DISK_LOW = "disk-low";

  private final String version;
  private final Path data;
  private final Supplier<EngineState> engine;
  private final Supplier<RouterState> router;
  private final Troubles troubles;

  /**
   * Puts it together from those who know.
   *
   * @param data the data folder, for its disk
   */
  public SystemState(
      String version,
      Path data,
      Supplier<EngineState> engine,
      Supplier<RouterState> router,
      Troubles troubles,
      Live live) {
    this.version = version;
    this.data = data;
    this.engine = engine;
    this.router = router;
    this.troubles = troubles;
    troubles.onChange(() -> live.publish("system", "system.changed", view(DiskState.of(data))));
  }

  boolean engineReachable() {
    return engine.get().reachable();
  }

  /** Returns the state now; the disk is looked at, the rest is known. */
  SystemStateView now() {
    DiskState disk = DiskState.of(data);
    if (disk.low()) {
      troubles.raise(DISK_LOW, low());
    } else {
      troubles.clear(DISK_LOW);
    }
    return view(disk);
  }

  private SystemStateView view(DiskState disk) {
    return new SystemStateView(
        version,
        hostName(),
        Runtime.getRuntime().availableProcessors(),
        engine.get(),
        router.get(),
        disk,
        troubles.list());
  }

  private Problem low() {
    return new Problem.Unavailable(
        DISK_LOW,
        "The disk that holds " + data + " is nearly full.",
        "Remove what is not needed: unused images (docker image prune), old logs.");
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
