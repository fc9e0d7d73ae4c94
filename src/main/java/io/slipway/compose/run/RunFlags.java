package io.slipway.compose.run;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The flags of {@code docker run}, of Docker 28 with those that earlier versions had. */
final class RunFlags {

  private static final Set<String> SWITCHES =
      all(
          List.of(FlagKeys.SWITCHES),
          Set.of(
              "detach",
              "disable-content-trust",
              "help",
              "no-healthcheck",
              "publish-all",
              "quiet",
              "rm",
              "sig-proxy",
              "use-api-socket"));

  /** Switches that are on unless they are switched off. */
  private static final Set<String> ON = Set.of("disable-content-trust", "sig-proxy");

  private static final Set<String> WITH_VALUE =
      all(
          List.of(
              FlagKeys.TEXTS,
              FlagKeys.NUMBERS,
              FlagKeys.LISTS,
              FlagKeys.PAIRS,
              FlagKeys.HEALTH,
              FlagKeys.BLOCK_RATES),
          Set.of(
              "attach",
              "blkio-weight",
              "blkio-weight-device",
              "cidfile",
              "cpuset-mems",
              "detach-keys",
              "entrypoint",
              "env",
              "env-file",
              "expose",
              "gpus",
              "health-cmd",
              "health-retries",
              "io-maxbandwidth",
              "io-maxiops",
              "ip",
              "ip6",
              "ipc",
              "kernel-memory",
              "label-file",
              "link",
              "link-local-ip",
              "log-driver",
              "mount",
              "network",
              "network-alias",
              "pid",
              "publish",
              "stop-timeout",
              "ulimit",
              "volume",
              "volume-driver",
              "volumes-from"));

  /** Other names that the command takes, most of them of one letter. */
  private static final Map<String, String> ALIASES =
      Map.ofEntries(
          Map.entry("-a", "attach"),
          Map.entry("-c", "cpu-shares"),
          Map.entry("-d", "detach"),
          Map.entry("-e", "env"),
          Map.entry("-h", "hostname"),
          Map.entry("-i", "interactive"),
          Map.entry("-l", "label"),
          Map.entry("-m", "memory"),
          Map.entry("-p", "publish"),
          Map.entry("-P", "publish-all"),
          Map.entry("-q", "quiet"),
          Map.entry("-t", "tty"),
          Map.entry("-u", "user"),
          Map.entry("-v", "volume"),
          Map.entry("-w", "workdir"),
          Map.entry("--dns-opt", "dns-option"),
          Map.entry("--net", "network"),
          Map.entry("--net-alias", "network-alias"));

  private RunFlags() {}

  /** Returns the flags that have a key to themselves, and others. */
  private static Set<String> all(List<Map<String, ?>> keyed, Set<String> others) {
    Set<String> all = new TreeSet<>(others);
    keyed.forEach(flags -> all.addAll(flags.keySet()));
    return all;
  }

  /** Returns the long name without dashes of a flag as it is written; null when it is unknown. */
  static @Nullable String name(String written) {
    String alias = ALIASES.get(written);
    if (alias != null || !written.startsWith("--")) {
      return alias;
    }
    String name = written.substring(2);
    return SWITCHES.contains(name) || WITH_VALUE.contains(name) ? name : null;
  }

  static boolean isSwitch(String name) {
    return SWITCHES.contains(name);
  }

  /** Returns whether a switch is set to what it is without being given. */
  static boolean isDefault(RunCommand.Option option) {
    boolean usual = ON.contains(option.name());
    return SWITCHES.contains(option.name()) && option.on() == usual;
  }

  /** Returns all long names, in order. */
  static Set<String> all() {
    Set<String> all = new TreeSet<>(SWITCHES);
    all.addAll(WITH_VALUE);
    return all;
  }
}
