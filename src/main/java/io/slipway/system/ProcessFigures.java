package io.slipway.system;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.DoubleSupplier;

/** Figures of this process, read when they are asked for; without JMX, which costs 4 MB. */
public final class ProcessFigures {

  private ProcessFigures() {}

  /**
   * Registers the figures.
   *
   * @param pages how many pages are connected
   */
  public static void register(PrometheusRegistry registry, DoubleSupplier pages) {
    ProcessHandle.Info self = ProcessHandle.current().info();
    gauge(
        registry,
        "process_resident_memory_bytes",
        "Resident memory",
        ProcessFigures::residentBytes);
    gauge(
        registry,
        "process_start_time_seconds",
        "When the process was started, since 1970",
        () -> self.startInstant().orElse(Instant.EPOCH).getEpochSecond());
    Runtime runtime = Runtime.getRuntime();
    gauge(
        registry,
        "slipway_heap_used_bytes",
        "Java heap in use",
        () -> runtime.totalMemory() - runtime.freeMemory());
    gauge(registry, "slipway_live_connections", "Pages that are open", pages);
    CounterWithCallback.builder()
        .name("process_cpu_seconds_total")
        .help("Processor time used")
        .callback(callback -> callback.call(cpu().toNanos() / 1e9))
        .register(registry);
  }

  private static void gauge(
      PrometheusRegistry registry, String name, String help, DoubleSupplier value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(callback -> callback.call(value.getAsDouble()))
        .register(registry);
  }

  private static Duration cpu() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** {@code VmRSS} of {@code /proc/self/status}, proc(5); 0 where there is no such file. */
  private static double residentBytes() {
    try {
      List<String> lines = Files.readAllLines(Path.of("/proc/self/status"));
      return lines.stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) * 1024)
          .findFirst()
          .orElse(0);
    } catch (NoSuchFileException e) {
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read /proc/self/status", e);
    }
  }
}
