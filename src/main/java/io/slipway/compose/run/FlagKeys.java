package io.slipway.compose.run;

import java.util.List;
import java.util.Map;

/** The flags that have a key of a service to themselves. */
final class FlagKeys {

  /** Flags whose value is a text under another name. */
  static final Map<String, String> TEXTS =
      Map.ofEntries(
          Map.entry("cgroup-parent", "cgroup_parent"),
          Map.entry("cgroupns", "cgroup"),
          Map.entry("cpuset-cpus", "cpuset"),
          Map.entry("domainname", "domainname"),
          Map.entry("hostname", "hostname"),
          Map.entry("isolation", "isolation"),
          Map.entry("mac-address", "mac_address"),
          Map.entry("memory", "mem_limit"),
          Map.entry("memory-reservation", "mem_reservation"),
          Map.entry("name", "container_name"),
          Map.entry("platform", "platform"),
          Map.entry("pull", "pull_policy"),
          Map.entry("restart", "restart"),
          Map.entry("runtime", "runtime"),
          Map.entry("shm-size", "shm_size"),
          Map.entry("stop-signal", "stop_signal"),
          Map.entry("user", "user"),
          Map.entry("userns", "userns_mode"),
          Map.entry("uts", "uts"),
          Map.entry("workdir", "working_dir"));

  static final Map<String, String> NUMBERS =
      Map.ofEntries(
          Map.entry("cpu-count", "cpu_count"),
          Map.entry("cpu-percent", "cpu_percent"),
          Map.entry("cpu-period", "cpu_period"),
          Map.entry("cpu-quota", "cpu_quota"),
          Map.entry("cpu-rt-period", "cpu_rt_period"),
          Map.entry("cpu-rt-runtime", "cpu_rt_runtime"),
          Map.entry("cpu-shares", "cpu_shares"),
          Map.entry("cpus", "cpus"),
          Map.entry("memory-swap", "memswap_limit"),
          Map.entry("memory-swappiness", "mem_swappiness"),
          Map.entry("oom-score-adj", "oom_score_adj"),
          Map.entry("pids-limit", "pids_limit"));

  static final Map<String, String> SWITCHES =
      Map.of(
          "init", "init",
          "interactive", "stdin_open",
          "oom-kill-disable", "oom_kill_disable",
          "privileged", "privileged",
          "read-only", "read_only",
          "tty", "tty");

  /** Flags that may come several times, each a line of a list. */
  static final Map<String, String> LISTS =
      Map.ofEntries(
          Map.entry("add-host", "extra_hosts"),
          Map.entry("cap-add", "cap_add"),
          Map.entry("cap-drop", "cap_drop"),
          Map.entry("device", "devices"),
          Map.entry("device-cgroup-rule", "device_cgroup_rules"),
          Map.entry("dns", "dns"),
          Map.entry("dns-option", "dns_opt"),
          Map.entry("dns-search", "dns_search"),
          Map.entry("group-add", "group_add"),
          Map.entry("security-opt", "security_opt"),
          Map.entry("tmpfs", "tmpfs"));

  /** Flags of the form {@code key=value}, and where the pairs go. */
  static final Map<String, List<String>> PAIRS =
      Map.of(
          "annotation", List.of("annotations"),
          "label", List.of("labels"),
          "log-opt", List.of("logging", "options"),
          "storage-opt", List.of("storage_opt"),
          "sysctl", List.of("sysctls"));

  static final Map<String, String> HEALTH =
      Map.of(
          "health-interval", "interval",
          "health-timeout", "timeout",
          "health-start-period", "start_period",
          "health-start-interval", "start_interval");

  static final Map<String, String> BLOCK_RATES =
      Map.of(
          "device-read-bps", "device_read_bps",
          "device-read-iops", "device_read_iops",
          "device-write-bps", "device_write_bps",
          "device-write-iops", "device_write_iops");

  private FlagKeys() {}
}
