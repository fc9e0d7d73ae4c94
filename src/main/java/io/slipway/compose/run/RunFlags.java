package io.slipway.compose.run;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The flags of {@code docker run}, of Docker 28 with those that earlier versions had. */
final class RunFlags {

  private static final Set<String> SWITCHES =
      Set.of(
          "detach",
          "disable-content-trust",
          "help",
          "init",
          "interactive",
          "no-healthcheck",
          "oom-kill-disable",
          "privileged",
          "publish-all",
          "quiet",
          "read-only",
          "rm",
          "sig-proxy",
          "tty",
          "use-api-socket");

  /** Switches that are on unless they are switched off. */
  private static final Set<String> ON = Set.of("disable-content-trust", "sig-proxy");

  private static final List<String> WITH_VALUE =
      List.of(
          "add-host",
          "annotation",
          "attach",
          "blkio-weight",
          "blkio-weight-device",
          "cap-add",
          "cap-drop",
          "cgroup-parent",
          "cgroupns",
          "cidfile",
          "cpu-count",
          "cpu-percent",
          "cpu-period",
          "cpu-quota",
          "cpu-rt-period",
          "cpu-rt-runtime",
          "cpu-shares",
          "cpus",
          "cpuset-cpus",
          "cpuset-mems",
          "detach-keys",
          "device",
          "device-cgroup-rule",
          "device-read-bps",
          "device-read-iops",
          "device-write-bps",
          "device-write-iops",
          "dns",
          "dns-option",
          "dns-search",
          "domainname",
          "entrypoint",
          "env",
          "env-file",
          "expose",
          "gpus",
          "group-add",
          "health-cmd",
          "health-interval",
          "health-retries",
          "health-start-interval",
          "health-start-period",
          "health-timeout",
          "hostname",
          "io-maxbandwidth",
          "io-maxiops",
          "ip",
          "ip6",
          "ipc",
          "isolation",
          "kernel-memory",
          "label",
          "label-file",
          "link",
          "link-local-ip",
          "log-driver",
          "log-opt",
          "mac-address",
          "memory",
          "memory-reservation",
          "memory-swap",
          "memory-swappiness",
          "mount",
          "name",
          "network",
          "network-alias",
          "oom-score-adj",
          "pid",
          "pids-limit",
          "platform",
          "publish",
          "pull",
          "restart",
          "runtime",
          "security-opt",
          "shm-size",
          "stop-signal",
          "stop-timeout",
          "storage-opt",
          "sysctl",
          "tmpfs",
          "ulimit",
          "user",
          "userns",
          "uts",
          "volume",
          "volume-driver",
          "volumes-from",
          "workdir");

  /** Other names that the command takes, most of them of one letter. */
  private static final Map<String, String> ALIASES = new HashMap<>();

  static {
    ALIASES.put("-a", "attach");
    ALIASES.put("-c", "cpu-shares");
    ALIASES.put("-d", "detach");
    ALIASES.put("-e", "env");
    ALIASES.put("-h", "hostname");
    ALIASES.put("-i", "interactive");
    ALIASES.put("-l", "label");
    ALIASES.put("-m", "memory");
    ALIASES.put("-p", "publish");
    ALIASES.put("-P", "publish-all");
    ALIASES.put("-q", "quiet");
    ALIASES.put("-t", "tty");
    ALIASES.put("-u", "user");
    ALIASES.put("-v", "volume");
    ALIASES.put("-w", "workdir");
    ALIASES.put("--dns-opt", "dns-option");
    ALIASES.put("--net", "network");
    ALIASES.put("--net-alias", "network-alias");
  }

  private RunFlags() {}

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
