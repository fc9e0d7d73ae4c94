package io.slipway.build;

import io.slipway.compose.StackName;
import io.slipway.engine.DockerHost;
import io.slipway.kernel.Clock;
import io.slipway.kernel.Command;
import io.slipway.kernel.Events;
import io.slipway.kernel.Processes;
import io.slipway.log.LogLine;
import io.slipway.log.LogWriter;
import io.slipway.log.StepLogs;
import io.slipway.secret.Masker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A stack with sources, a real engine to build on, and what has to be cleaned up after. */
final class BuildBench implements BuildLimits, AutoCloseable {

  private final Path folder;
  private final Processes processes;
  private final BuildEngine engine;
  private final StepLogs logs;
  private final StackName stack = new StackName("build-test-" + ProcessHandle.current().pid());
  private final Map<String, Object> services = new LinkedHashMap<>();
  private final List<AutoCloseable> watches = new ArrayList<>();
  private List<BuildCommand> before = List.of();
  private List<BuildCommand> after = List.of();
  private Duration timeout = Duration.ofMinutes(5);
  private boolean hostCommands;
  private long memoryReserve;
  private volatile @Nullable Throwable failed;
  private long log;

  BuildBench(Path folder) throws IOException {
    this.folder = folder;
    this.processes = new Processes(folder.resolve("run"));
    this.logs = new StepLogs(folder.resolve("logs"), Clock.system());
    this.engine =
        new BuildEngine(
            processes, DockerHost.of(null), workFolder(), this, Clock.system(), new Events());
    Files.createDirectories(sources());
  }

  BuildResult build(BuildKind kind, Map<String, String> arguments, Map<String, String> secrets)
      throws Exception {
    BuildConfig config =
        new BuildConfig(
            kind,
            kind == BuildKind.DOCKERFILE ? "web" : ".",
            "Dockerfile",
            null,
            null,
            null,
            arguments.entrySet().stream()
                .map(a -> new NameValue(a.getKey(), a.getValue()))
                .toList(),
            List.of(),
            secrets.entrySet().stream()
                .map(s -> new BuildSecret(s.getKey(), s.getValue()))
                .toList(),
            List.of(),
            before,
            after,
            timeout);
    log++;
    try (LogWriter writer = logs.open(stack, log, "build", Masker.of(secrets.values()))) {
      Map<String, Object> model = Map.of("services", services);
      return engine.build(
          new BuildRequest(stack, 7, 3, sources(), model, Map.of(), config, "c0ffee", writer));
    } finally {
      if (failed != null) {
        throw new AssertionError(failed);
      }
    }
  }

  /** Runs something while the next build is at a line. */
  void whenLogged(String text, Runnable action) {
    watches.add(
        logs.follow(
            stack,
            log + 1,
            "build",
            0,
            lines -> {
              if (lines.lines().stream().anyMatch(line -> line.text().equals(text))) {
                try {
                  action.run();
                } catch (RuntimeException | AssertionError e) {
                  failed = e;
                }
              }
            }));
  }

  void dockerfile(String service, String text) throws IOException {
    Path context = Files.createDirectories(sources().resolve(service));
    Files.writeString(context.resolve("Dockerfile"), text);
    Files.copy(Path.of("/bin/busybox"), context.resolve("busybox"));
    services.put(service, Map.of("build", Map.of("context", context.toString())));
  }

  /** Makes an image with a shell and returns its name. */
  String shellImage() throws Exception {
    Path context = Files.createDirectories(folder.resolve("shell"));
    Files.copy(
        Path.of("/bin/busybox"),
        context.resolve("busybox"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    Files.writeString(
        context.resolve("Dockerfile"),
        "FROM scratch\nCOPY busybox /bin/sh\nCOPY busybox /bin/busybox\n"
            + "RUN [\"/bin/busybox\",\"--install\",\"-s\",\"/bin\"]\n");
    docker("build", "--tag", "slipway/" + stack + "-shell:v0", context.toString());
    return "slipway/" + stack + "-shell:v0";
  }

  BuiltImage image(BuildResult result, String service) {
    return java.util.Objects.requireNonNull(result.images().get(service));
  }

  void leaveContainer(String image) throws Exception {
    String label =
        new BuildTools(processes, DockerHost.of(null), workFolder(), Clock.system()).label();
    docker(
        "run",
        "--detach",
        "--label",
        label,
        "--label",
        "slipway.stack=" + stack,
        image,
        "sleep",
        "600");
  }

  String docker(String... arguments) throws Exception {
    Command.Result result = processes.run(Command.of("docker").with(arguments));
    if (!result.ok()) {
      throw new IllegalStateException(result.err());
    }
    return result.out();
  }

  /** Returns the command lines of all processes of this machine. */
  String processes() {
    try (Stream<Path> all = Files.list(Path.of("/proc"))) {
      return all.filter(path -> path.getFileName().toString().matches("\\d+"))
          .map(path -> read(path.resolve("cmdline")).replace('\0', ' '))
          .collect(Collectors.joining("\n"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String read(Path path) {
    try {
      return Files.readString(path, java.nio.charset.StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return ""; // it has ended meanwhile
    }
  }

  String log() {
    return logs.find(stack, log, "build").orElseThrow().lines(0, 10_000).lines().stream()
        .map(LogLine::text)
        .collect(Collectors.joining("\n"));
  }

  String leftFiles() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .filter(path -> !path.endsWith("busybox"))
          .map(BuildBench::read)
          .collect(Collectors.joining("\n"));
    }
  }

  String containers() throws Exception {
    return docker("ps", "-aq", "--filter", "label=slipway.stack=" + stack);
  }

  void commands(List<BuildCommand> first, List<BuildCommand> last) {
    before = first;
    after = last;
  }

  void timeout(Duration limit) {
    timeout = limit;
  }

  void allowHostCommands() {
    hostCommands = true;
  }

  /** Lets builds of this bench take that much of the memory that is available now. */
  void mayTake(long bytes) {
    memoryReserve = FreeMemory.now().orElseThrow().available() - bytes;
  }

  BuildEngine engine() {
    return engine;
  }

  StackName stack() {
    return stack;
  }

  Path sources() {
    return folder.resolve("src");
  }

  Path workFolder() {
    return folder.resolve("work");
  }

  @Override
  public int concurrency() {
    return 1;
  }

  @Override
  public boolean hostCommands() {
    return hostCommands;
  }

  @Override
  public long memoryReserve() {
    return memoryReserve;
  }

  @Override
  public void close() throws Exception {
    for (AutoCloseable watch : watches) {
      watch.close();
    }
    for (String id : containers().lines().toList()) {
      docker("rm", "--force", id);
    }
    for (String image : List.of("web", "api", "shell")) {
      processes.run(Command.of("docker", "image", "rm", "--force").with(names(image)));
    }
  }

  private List<String> names(String image) {
    return List.of(
        "slipway/" + stack + "-" + image + ":v3", "slipway/" + stack + "-" + image + ":v0");
  }
}
