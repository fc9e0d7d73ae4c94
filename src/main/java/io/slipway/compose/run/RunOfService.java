package io.slipway.compose.run;

import io.slipway.compose.ComposeModel;
import io.slipway.compose.ComposeResource;
import io.slipway.compose.GoDuration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes a command of a service, key by key. */
final class RunOfService {

  private final ComposeModel model;
  private final String name;
  private final Notes notes;
  private final Rendered service;
  private final Map<String, String> flags = new TreeMap<>();

  /** A flag and its value, quoted, or a flag alone. */
  private final List<String> lines = new ArrayList<>();

  private final List<String> arguments = new ArrayList<>();

  RunOfService(ComposeModel model, String name, Notes notes) {
    this.model = model;
    this.name = name;
    this.notes = notes;
    this.service = Rendered.of(model.tree(name));
    FlagKeys.TEXTS.forEach((flag, key) -> flags.put(key, flag));
    FlagKeys.NUMBERS.forEach((flag, key) -> flags.put(key, flag));
    FlagKeys.SWITCHES.forEach((flag, key) -> flags.put(key, flag));
    FlagKeys.LISTS.forEach((flag, key) -> flags.put(key, flag));
    FlagKeys.PAIRS.forEach((flag, keys) -> flags.put(keys.getFirst(), flag));
  }

  String make() {
    for (Map.Entry<?, ?> each : service.map().entrySet()) {
      String key = String.valueOf(each.getKey());
      if (each.getValue() != null) {
        take(key, each.getValue());
      }
    }
    arguments.addAll(service.texts("command"));
    String image = service.text("image");
    lines.sort(Comparator.comparing(line -> line.replaceAll(" .*", "")));
    lines.addFirst("docker run -d");
    lines.add(ShellQuote.word(image.isEmpty() ? model.name() + "-" + name : image));
    if (!arguments.isEmpty()) {
      lines.add(ShellQuote.words(arguments));
    }
    return String.join(" \\\n  ", lines) + "\n";
  }

  private void flag(String flag, String value) {
    lines.add("--" + flag + " " + ShellQuote.word(value));
  }

  private void take(String key, Object value) {
    String flag = flags.get(key);
    if (key.equals("pull_policy")) {
      pullPolicy();
    } else if (flag != null && value instanceof List<?>) {
      list(flag, service.texts(key), service.list(key));
    } else if (flag != null && value instanceof Map<?, ?> && !key.equals("logging")) {
      service.at(key).pairs().forEach((name, text) -> flag(flag, pair(name, text)));
    } else if (flag != null && FlagKeys.SWITCHES.containsKey(flag)) {
      if (service.flag(key)) {
        lines.add("--" + flag);
      }
    } else if (flag != null && !key.equals("logging")) {
      boolean bytes =
          List.of("memory", "memory-reservation", "memory-swap", "shm-size").contains(flag);
      flag(flag, bytes ? bytes(service.text(key)) : service.text(key));
    } else if (!Rendered.empty(value)) {
      takeOther(key);
    } else if (key.equals("entrypoint")) {
      flag("entrypoint", "");
    }
  }

  private void takeOther(String key) {
    switch (key) {
      case "blkio_config" -> blockRates();
      case "build" ->
          notes.add(key, "The image has to be there: build it before, with docker compose build.");
      case "command", "image" -> {
        // after the flags
      }
      case "depends_on" ->
          notes.add(
              key,
              "Start these first: "
                  + String.join(", ", service.at(key).pairs().keySet())
                  + ". The command waits for nothing.");
      case "deploy" -> deploy();
      case "entrypoint" -> {
        List<String> words = service.texts(key);
        flag("entrypoint", words.getFirst());
        arguments.addAll(words.subList(1, words.size()));
      }
      case "environment" ->
          service
              .at(key)
              .pairs()
              .forEach((variable, value) ->
                  flag("env", value == null ? variable : pair(variable, value)));
      case "expose" -> service.texts(key).forEach(port -> flag("expose", port));
      case "external_links" -> service.texts(key).forEach(link -> flag("link", link));
      case "healthcheck" -> healthCheck();
      case "ipc", "pid", "network_mode" ->
          flag(key.equals("network_mode") ? "network" : key, mode(service.text(key)));
      case "links" -> links();
      case "logging" -> logging();
      case "networks" -> networks();
      case "ports" -> service.list(key).forEach(port -> port(Rendered.of(port)));
      case "stop_grace_period" -> stopTimeout();
      case "ulimits" -> ulimits();
      case "volumes" -> volumes();
      case "volumes_from" -> service.texts(key).forEach(this::volumesFrom);
      default -> notes.add(key, "The command has no flag for " + key + ", so it is left out.");
    }
  }

  private static String pair(String name, @Nullable String value) {
    return name + "=" + (value == null ? "" : value);
  }

  private void list(String flag, List<String> texts, List<?> values) {
    for (int i = 0; i < texts.size(); i++) {
      switch (flag) {
        case "add-host" -> flag(flag, texts.get(i).replaceFirst("=", ":"));
        case "device" ->
            flag(
                flag,
                values.get(i) instanceof Map<?, ?> map ? device(Rendered.of(map)) : texts.get(i));
        default -> flag(flag, texts.get(i));
      }
    }
  }

  private static String device(Rendered device) {
    String source = device.text("source");
    String target = device.text("target");
    String permissions = device.text("permissions");
    boolean all = permissions.isEmpty() || permissions.equals("rwm");
    boolean same = target.isEmpty() || target.equals(source);
    return source
        + (same && all ? "" : ":" + (target.isEmpty() ? source : target))
        + (all ? "" : ":" + permissions);
  }

  private void pullPolicy() {
    switch (service.text("pull_policy")) {
      case "always", "missing", "never" -> flag("pull", service.text("pull_policy"));
      case "if_not_present" -> flag("pull", "missing");
      default ->
          notes.add("pull_policy", "The command has no such policy, so it pulls what is missing.");
    }
  }

  /** Returns bytes with the largest unit that leaves a whole number. */
  private static String bytes(String text) {
    if (!text.matches("[1-9][0-9]{0,17}")) {
      return text;
    }
    long bytes = Long.parseLong(text);
    for (int unit = 3; unit > 0; unit--) {
      if (bytes % (1L << (10 * unit)) == 0) {
        return (bytes >> (10 * unit)) + " kmg".substring(unit, unit + 1);
      }
    }
    return text;
  }

  private void blockRates() {
    Rendered block = service.at("blkio_config");
    if (!block.text("weight").isEmpty()) {
      flag("blkio-weight", block.text("weight"));
    }
    FlagKeys.BLOCK_RATES.forEach((flag, key) -> rates(flag, block.list(key), "rate"));
    rates("blkio-weight-device", block.list("weight_device"), "weight");
  }

  /** Compose writes these keys with a capital letter in some versions. */
  private void rates(String flag, List<?> rates, String number) {
    for (Object each : rates) {
      Map<String, @Nullable String> rate = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      rate.putAll(Rendered.of(each).pairs());
      flag(flag, rate.get("path") + ":" + rate.get(number));
    }
  }

  private void deploy() {
    Rendered deploy = service.at("deploy");
    for (Object key : deploy.map().keySet()) {
      if (!key.equals("resources") && !Rendered.empty(deploy.map().get(key))) {
        notes.add(
            "deploy." + key, "The command starts one container and has no flag for " + key + ".");
      }
    }
    Rendered limits = deploy.at("resources").at("limits");
    Rendered reservations = deploy.at("resources").at("reservations");
    optional("cpus", limits.text("cpus"));
    optional("memory", bytes(limits.text("memory")));
    optional("pids-limit", limits.text("pids"));
    optional("memory-reservation", bytes(reservations.text("memory")));
    if (!reservations.text("cpus").isEmpty()) {
      notes.add("deploy.resources.reservations.cpus", "The command cannot reserve processors.");
    }
    reservations.list("devices").forEach(device -> gpus(Rendered.of(device)));
  }

  private void optional(String flag, String value) {
    if (!value.isEmpty()) {
      flag(flag, value);
    }
  }

  private void gpus(Rendered device) {
    List<String> capabilities = device.texts("capabilities");
    if (!capabilities.contains("gpu")) {
      notes.add(
          "deploy.resources.reservations.devices",
          "The command reserves devices of the kind gpu only.");
      return;
    }
    List<String> fields = new ArrayList<>();
    List<String> ids = device.texts("device_ids");
    String count = device.text("count");
    if (ids.isEmpty()) {
      fields.add(count.isEmpty() || count.equals("-1") ? "all" : count);
    } else {
      fields.add(field("device=" + String.join(",", ids)));
    }
    optionalField(fields, "driver", device.text("driver"));
    if (capabilities.size() > 1) {
      fields.add(field("capabilities=" + String.join(",", capabilities)));
    }
    flag("gpus", String.join(",", fields));
  }

  /** Returns a field as it stands between commas. */
  private static String field(String text) {
    return text.contains(",") ? "\"" + text + "\"" : text;
  }

  private static void optionalField(List<String> fields, String key, String value) {
    if (!value.isEmpty()) {
      fields.add(field(key + "=" + value));
    }
  }

  private void healthCheck() {
    Rendered check = service.at("healthcheck");
    List<String> test = check.texts("test");
    if (check.flag("disable") || test.equals(List.of("NONE"))) {
      lines.add("--no-healthcheck");
      return;
    }
    if (test.size() == 2 && test.getFirst().equals("CMD-SHELL")) {
      flag("health-cmd", test.getLast());
    } else if (!test.isEmpty()) {
      flag("health-cmd", ShellQuote.words(test.subList(1, test.size())));
      notes.add("healthcheck.test", "The command runs the check by the image's shell.");
    }
    FlagKeys.HEALTH.forEach((flag, key) -> optional(flag, check.text(key)));
    optional("health-retries", check.text("retries"));
  }

  private void logging() {
    Rendered logging = service.at("logging");
    optional("log-driver", logging.text("driver"));
    logging.at("options").pairs().forEach((key, value) -> flag("log-opt", pair(key, value)));
  }

  /** Returns the container of another service. */
  private String container(String other) {
    return model
        .service(other)
        .map(found -> found.containerName())
        .orElse(model.name() + "-" + other + "-1");
  }

  private String mode(String mode) {
    return mode.startsWith("service:") ? "container:" + container(mode.substring(8)) : mode;
  }

  private void links() {
    for (String link : service.texts("links")) {
      int colon = link.indexOf(':');
      String other = colon < 0 ? link : link.substring(0, colon);
      flag("link", container(other) + ":" + (colon < 0 ? link : link.substring(colon + 1)));
    }
  }

  private void volumesFrom(String text) {
    if (text.startsWith("container:")) {
      flag("volumes-from", text.substring(10));
      return;
    }
    int colon = text.indexOf(':');
    String other = colon < 0 ? text : text.substring(0, colon);
    flag("volumes-from", container(other) + (colon < 0 ? "" : text.substring(colon)));
  }

  /** Other services find this one by its name, which is an alias to the engine. */
  private void networks() {
    Rendered networks = service.at("networks");
    for (Object key : networks.map().keySet()) {
      Rendered attachment = networks.at(String.valueOf(key));
      ComposeResource network = model.networks().get(String.valueOf(key));
      String engineName = network == null ? String.valueOf(key) : network.name();
      List<String> fields = new ArrayList<>();
      fields.add("name=" + engineName);
      fields.add("alias=" + name);
      attachment.texts("aliases").forEach(alias -> fields.add("alias=" + alias));
      optionalField(fields, "ip", attachment.text("ipv4_address"));
      optionalField(fields, "ip6", attachment.text("ipv6_address"));
      optionalField(fields, "mac-address", attachment.text("mac_address"));
      attachment.texts("link_local_ips").forEach(ip -> fields.add("link-local-ip=" + ip));
      flag("network", String.join(",", fields));
      if (network == null || !network.external()) {
        notes.add(
            "networks." + key,
            "The network has to be there: docker network create " + engineName + ".");
      }
    }
  }

  private void port(Rendered port) {
    String ip = port.text("host_ip");
    String published = port.text("published");
    String protocol = port.text("protocol");
    String host = ip.contains(":") ? "[" + ip + "]" : ip;
    flag(
        "publish",
        (host.isEmpty() ? "" : host + ":")
            + (published.isEmpty() && host.isEmpty() ? "" : published + ":")
            + port.text("target")
            + (protocol.isEmpty() || protocol.equals("tcp") ? "" : "/" + protocol));
  }

  private void stopTimeout() {
    Duration period = GoDuration.parse(service.text("stop_grace_period"));
    if (period == null) {
      notes.add("stop_grace_period", "The time cannot be read, so it is left out.");
      return;
    }
    flag("stop-timeout", String.valueOf(period.plusNanos(999_999_999).toSeconds()));
  }

  private void ulimits() {
    Rendered limits = service.at("ulimits");
    limits
        .map()
        .forEach((key, value) -> {
          Rendered pair = Rendered.of(value);
          String limit =
              value instanceof Map<?, ?>
                  ? pair.text("soft") + ":" + pair.text("hard")
                  : Rendered.text(value);
          flag("ulimit", key + "=" + limit);
        });
  }

  private void volumes() {
    service.list("volumes").forEach(each -> volume(Rendered.of(each)));
  }

  private void volume(Rendered volume) {
    String target = volume.text("target");
    switch (volume.text("type")) {
      case "bind" -> bind(volume, target);
      case "volume" -> named(volume, target);
      case "tmpfs" -> {
        List<String> fields = new ArrayList<>(List.of("type=tmpfs", field("target=" + target)));
        optionalField(fields, "tmpfs-size", volume.at("tmpfs").text("size"));
        if (volume.at("tmpfs").map().get("mode") instanceof Number mode) {
          fields.add("tmpfs-mode=" + Integer.toOctalString(mode.intValue()));
        }
        flag("mount", String.join(",", fields));
      }
      default -> notes.add("volumes", "The command has no mount like that at " + target + ".");
    }
  }

  /** A folder that is not there is made by {@code -v}, and is an error to {@code --mount}. */
  private void bind(Rendered volume, String target) {
    Rendered bind = volume.at("bind");
    if (bind.flag("create_host_path")) {
      List<String> options = new ArrayList<>();
      if (volume.flag("read_only")) {
        options.add("ro");
      }
      options.add(bind.text("propagation"));
      options.add(bind.text("selinux"));
      options.removeIf(String::isEmpty);
      String end = options.isEmpty() ? "" : ":" + String.join(",", options);
      flag("volume", volume.text("source") + ":" + target + end);
      return;
    }
    List<String> fields = new ArrayList<>(List.of("type=bind"));
    optionalField(fields, "source", volume.text("source"));
    optionalField(fields, "target", target);
    optionalField(fields, "bind-propagation", bind.text("propagation"));
    if (volume.flag("read_only")) {
      fields.add("readonly");
    }
    flag("mount", String.join(",", fields));
  }

  private void named(Rendered volume, String target) {
    String source = volume.text("source");
    ComposeResource declared = model.volumes().get(source);
    String engineName = declared == null ? source : declared.name();
    List<String> fields = new ArrayList<>(List.of("type=volume"));
    optionalField(fields, "source", engineName);
    optionalField(fields, "target", target);
    optionalField(fields, "volume-subpath", volume.at("volume").text("subpath"));
    if (volume.flag("read_only")) {
      fields.add("readonly");
    }
    if (volume.at("volume").flag("nocopy")) {
      fields.add("volume-nocopy");
    }
    if (fields.size() == 3 && !source.isEmpty()) {
      flag("volume", engineName + ":" + target);
    } else if (source.isEmpty() && fields.size() == 2) {
      flag("volume", target);
    } else {
      flag("mount", String.join(",", fields));
    }
    Rendered made = Rendered.of(Rendered.of(model.raw().get("volumes")).map().get(source));
    if (!made.text("driver").isEmpty() || !made.at("driver_opts").map().isEmpty()) {
      notes.add(
          "volumes." + source,
          "The volume has a driver or options: make it before, with docker volume create.");
    }
  }
}
