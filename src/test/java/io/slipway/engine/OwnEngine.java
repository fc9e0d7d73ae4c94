package io.slipway.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.slipway.kernel.Command;
import io.slipway.kernel.Processes;
import io.slipway.kernel.SmallDisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A Docker engine beside that of the machine, which a test may end, freeze and fill up. Its data
 * are in memory. Needs root and {@code dockerd}.
 */
public final class OwnEngine implements AutoCloseable {

  private static final Duration UP = Duration.ofSeconds(60);

  /**
   * The interface of its default network. With none, or with address pools of its own, it would
   * remove docker0, which is that of the machine's engine: moby daemon/daemon_unix.go.
   */
  private static final String BRIDGE = "slipway-test";

  /** How the interfaces of its other networks are called. */
  private static final Pattern MADE = Pattern.compile("br-[0-9a-f]{12}");

  private final Path folder;
  private final SmallDisk data;
  private final boolean liveRestore;
  private final Processes processes;
  private Process daemon;

  /** Starts one. */
  public OwnEngine(Path folder, boolean liveRestore) throws IOException, InterruptedException {
    this.folder = Files.createDirectories(folder);
    this.liveRestore = liveRestore;
    this.processes = new Processes(folder.resolve("run"));
    this.data = SmallDisk.of(folder.resolve("data"), "1g");
    this.daemon = launch();
  }

  /** Returns where it listens. */
  public DockerHost host() {
    return new DockerHost("unix://" + folder.resolve("docker.sock"));
  }

  /** Returns the folder of its data, a file system of its own. */
  public Path data() {
    return data.folder();
  }

  private Process launch() throws IOException, InterruptedException {
    List<String> words =
        new ArrayList<>(
            List.of(
                "dockerd",
                "--host=" + host().url(),
                "--data-root=" + data(),
                "--exec-root=" + folder.resolve("exec"),
                "--pidfile=" + folder.resolve("docker.pid"),
                "--bridge=" + BRIDGE,
                "--iptables=false",
                "--ip6tables=false"));
    if (liveRestore) {
      words.add("--live-restore");
    }
    if (!there(BRIDGE)) {
      run("ip", "link", "add", BRIDGE, "type", "bridge");
      run("ip", "addr", "add", "10.213.0.1/24", "dev", BRIDGE);
    }
    Files.deleteIfExists(folder.resolve("docker.pid"));
    Process process =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(folder.resolve("dockerd.log").toFile()))
            .start();
    Engine engine = new Engine(host());
    Awaitility.await()
        .atMost(UP)
        .ignoreExceptions()
        .until(() -> !engine.info().toString().isEmpty());
    return process;
  }

  /** Ends it as an operating system does and starts it again. */
  public void restart() throws IOException, InterruptedException {
    stop();
    daemon = launch();
  }

  /** Ends it as a crash does and starts it again. */
  public void crash() throws IOException, InterruptedException {
    int _ = daemon.destroyForcibly().waitFor();
    // Its containerd dies with it. Where nobody reaps that, the next one would wait for it.
    boolean _ = Files.deleteIfExists(folder.resolve("exec/containerd/containerd.pid"));
    daemon = launch();
  }

  /** Ends it with all containers at once, as a power cut does. */
  public void cutPower() throws IOException, InterruptedException {
    int _ = daemon.destroyForcibly().waitFor();
    everything().forEach(ProcessHandle::destroyForcibly);
    Awaitility.await().until(() -> everything().findAny().isEmpty());
    for (String mount : mounts()) {
      run("umount", "-l", mount);
    }
    run("rm", "-rf", folder.resolve("exec").toString());
    for (String bridge : bridges().toList()) {
      run("ip", "link", "del", bridge);
    }
  }

  /** Returns the network interfaces that it has made; a machine that starts has none. */
  private Stream<String> bridges() throws IOException {
    Path networks = data().resolve("network/files/local-kv.db");
    String text = Files.exists(networks) ? Files.readString(networks, ISO_8859_1) : "";
    return Stream.concat(
            Stream.of(BRIDGE), MADE.matcher(text).results().map(MatchResult::group).distinct())
        .filter(OwnEngine::there);
  }

  private static boolean there(String bridge) {
    return Files.exists(Path.of("/sys/class/net", bridge));
  }

  /** Starts it on what a power cut has left. */
  public void start() throws IOException, InterruptedException {
    daemon = launch();
  }

  /** Lets each answer take longer, on connections that are made from now on, until it is closed. */
  public SlowSocket slow(Duration delay) throws IOException {
    return new SlowSocket(folder.resolve("docker.sock"), delay);
  }

  /** Returns what is mounted below its folder but the data themselves, the innermost first. */
  private List<String> mounts() throws IOException {
    return Files.readAllLines(Path.of("/proc/mounts")).stream()
        .map(line -> line.split(" ")[1])
        .filter(mount -> mount.startsWith(folder + "/") && !mount.equals(data().toString()))
        .sorted(Comparator.reverseOrder())
        .toList();
  }

  /** Lets it answer nothing any more. */
  public void freeze() throws InterruptedException {
    run("kill", "-STOP", String.valueOf(daemon.pid()));
  }

  /** Lets it go on. */
  public void thaw() throws InterruptedException {
    run("kill", "-CONT", String.valueOf(daemon.pid()));
  }

  private void stop() throws InterruptedException {
    daemon.destroy();
    if (!daemon.waitFor(UP.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("The engine does not end.");
    }
  }

  /** Returns containerd, what holds containers, and all in them. */
  private Stream<ProcessHandle> everything() {
    String own = folder.resolve("exec").toString();
    return ProcessHandle.allProcesses()
        .filter(process -> commandLine(process).contains(own))
        .flatMap(process -> Stream.concat(process.descendants(), Stream.of(process)));
  }

  private static String commandLine(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline")).replace('\0', ' ');
    } catch (IOException e) {
      return ""; // It has ended meanwhile.
    }
  }

  private void run(String... words) throws InterruptedException {
    Command.Result result = processes.run(Command.of(words));
    if (!result.ok()) {
      throw new IllegalStateException(String.join(" ", words) + ": " + result.err());
    }
  }

  @Override
  public void close() {
    try {
      cutPower();
      data.close();
      run("rm", "-rf", folder.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
