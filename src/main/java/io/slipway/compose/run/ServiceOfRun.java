package io.slipway.compose.run;

import io.slipway.compose.run.Csv.Field;
import io.slipway.compose.run.RunCommand.Option;
import io.slipway.compose.run.YamlText.Quoted;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes a service of a command, flag by flag. */
final class ServiceOfRun {

  /** The order in which people write a service. */
  private static final List<String> ORDER =
      List.of(
          "image",
          "platform",
          "pull_policy",
          "container_name",
          "hostname",
          "domainname",
          "restart",
          "init",
          "privileged",
          "read_only",
          "user",
          "working_dir",
          "entrypoint",
          "command",
          "stdin_open",
          "tty",
          "env_file",
          "environment",
          "network_mode",
          "networks",
          "ports",
          "expose",
          "links",
          "external_links",
          "extra_hosts",
          "dns",
          "volumes",
          "volumes_from",
          "tmpfs",
          "devices",
          "healthcheck",
          "labels",
          "logging");

  /** Flags that say how the command behaves, and nothing that a stack could do otherwise. */
  private static final Map<String, String> NOT_SAID =
      Map.ofEntries(
          Map.entry("attach", "A stack runs in the background; its output is in the logs."),
          Map.entry("cidfile", "The container's id is not written to a file."),
          Map.entry("cpuset-mems", "Compose cannot choose memory nodes."),
          Map.entry("detach-keys", "A stack runs in the background, so nobody detaches."),
          Map.entry("disable-content-trust", "Compose does not check content trust."),
          Map.entry("help", "The command would only have shown its help."),
          Map.entry("io-maxbandwidth", "Compose has no limit of this kind."),
          Map.entry("io-maxiops", "Compose has no limit of this kind."),
          Map.entry("kernel-memory", "Engines no longer have a limit of this kind."),
          Map.entry("label-file", "Write the labels of the file under labels."),
          Map.entry("publish-all", "Compose does not publish what the image exposes: list ports."),
          Map.entry("quiet", "It says what the command shows, not what runs."),
          Map.entry(
              "rm",
              "The container is kept when it ends, and removed when the stack is taken down."),
          Map.entry("sig-proxy", "A stack runs in the background, so no signals are passed on."),
          Map.entry("use-api-socket", "Mount the engine's socket under volumes instead."));

  private static final Set<String> NETWORK_DETAILS =
      Set.of("network-alias", "ip", "ip6", "link-local-ip");

  private final RunCommand command;
  private final Names names;
  private final Notes notes;
  private final Draft service = new Draft();
  private final Mounts mounts;
  private final Attachments attachments;

  ServiceOfRun(
      RunCommand command,
      Draft volumes,
      Draft networks,
      Set<String> madeNetworks,
      Names names,
      Notes notes) {
    this.command = command;
    this.names = names;
    this.notes = notes;
    this.mounts = new Mounts(service, volumes, command.last("volume-driver").orElse(""), notes);
    this.attachments = new Attachments(service, networks, madeNetworks, names, notes);
  }

  Map<String, Object> make() {
    service.set("image", command.image());
    command.options().stream()
        .filter(option -> option.name().equals("network"))
        .forEach(attachments::network);
    command.options().forEach(this::take);
    if (!command.arguments().isEmpty()) {
      service.set("command", command.arguments());
    }
    return service.ordered(ORDER);
  }

  private void take(Option option) {
    String name = option.name();
    String value = option.value();
    if (FlagKeys.TEXTS.containsKey(name)) {
      service.set(FlagKeys.TEXTS.get(name), value);
    } else if (FlagKeys.NUMBERS.containsKey(name)) {
      service.number(FlagKeys.NUMBERS.get(name), value);
    } else if (FlagKeys.SWITCHES.containsKey(name)) {
      toggle(FlagKeys.SWITCHES.get(name), option);
    } else if (FlagKeys.LISTS.containsKey(name)) {
      service.add(FlagKeys.LISTS.get(name), value);
    } else if (FlagKeys.PAIRS.containsKey(name)) {
      Draft at = service;
      for (String key : FlagKeys.PAIRS.get(name)) {
        at = at.at(key);
      }
      pair(at, value);
    } else if (FlagKeys.HEALTH.containsKey(name)) {
      service.at("healthcheck").set(FlagKeys.HEALTH.get(name), value);
    } else if (FlagKeys.BLOCK_RATES.containsKey(name)) {
      rate(FlagKeys.BLOCK_RATES.get(name), "rate", value);
    } else if (NETWORK_DETAILS.contains(name)) {
      attachments.detail(option);
    } else if (NOT_SAID.containsKey(name)) {
      if (!RunFlags.isDefault(option)) {
        notes.add(option.written(), NOT_SAID.get(name));
      }
    } else {
      takeOther(option);
    }
  }

  private void takeOther(Option option) {
    String value = option.value();
    switch (option.name()) {
      case "blkio-weight" -> service.at("blkio_config").number("weight", value);
      case "blkio-weight-device" -> rate("weight_device", "weight", value);
      case "detach" -> {
        // a stack runs in the background anyway
      }
      case "entrypoint" -> service.set("entrypoint", value.isEmpty() ? List.of() : List.of(value));
      case "env" -> environment(option);
      case "env-file" -> {
        service.add("env_file", value);
        notes.add(
            option.written(),
            "The file "
                + value
                + " has to be in the stack's folder. Docker takes its lines as they are;"
                + " compose reads quotes and dollars in it.");
      }
      case "expose" -> service.add("expose", new Quoted(value));
      case "gpus" -> Gpus.reserve(service, option, notes);
      case "health-cmd" -> service.at("healthcheck").set("test", List.of("CMD-SHELL", value));
      case "health-retries" -> service.at("healthcheck").number("retries", value);
      case "ipc" -> service.set("ipc", names.mode(value));
      case "link" -> link(option);
      case "log-driver" -> service.at("logging").set("driver", value);
      case "mount" -> mounts.mount(option);
      case "network", "volume-driver" -> {
        // taken at the start
      }
      case "no-healthcheck" -> {
        if (option.on()) {
          service.at("healthcheck").set("disable", true);
        }
      }
      case "pid" -> service.set("pid", names.mode(value));
      case "publish" -> service.add("ports", new Quoted(value));
      case "stop-timeout" -> stopTimeout(option);
      case "ulimit" -> ulimit(value);
      case "volume" -> mounts.volume(option);
      case "volumes-from" -> volumesFrom(value);
      default -> throw new IllegalStateException("No rule for the flag " + option.name());
    }
  }

  private void toggle(String key, Option option) {
    if (option.on()) {
      service.set(key, true);
    } else if (service.has(key)) {
      service.map().remove(key); // the last one counts
    }
  }

  private static void pair(Draft at, String text) {
    Field field = Field.of(text);
    at.set(plainKey(field.key()), field.value());
  }

  /** Compose fills in values only, so that a dollar in a key is just a dollar. */
  private static String plainKey(String key) {
    return key.replace("$$", "$");
  }

  private void environment(Option option) {
    String value = option.value();
    if (value.contains("=")) {
      pair(service.at("environment"), value);
    } else {
      service.at("environment").bare(value);
      notes.add(value, "The value was to come from the shell: set " + value + " in .env.");
    }
  }

  private void rate(String key, String number, String value) {
    int colon = value.lastIndexOf(':');
    Draft rate = new Draft();
    rate.set("path", colon < 0 ? value : value.substring(0, colon));
    if (colon >= 0) {
      rate.number(number, value.substring(colon + 1));
    }
    service.at("blkio_config").add(key, rate.map());
  }

  /** Compose links services of its own file; other containers are external. */
  private void link(Option option) {
    String value = option.value();
    int colon = value.indexOf(':');
    String container = colon < 0 ? value : value.substring(0, colon);
    String alias = colon < 0 ? value : value.substring(colon + 1);
    if (names.knows(container)) {
      String linked = names.service(container);
      service.add("links", linked.equals(alias) ? linked : linked + ":" + alias);
      return;
    }
    service.add("external_links", value);
    notes.add(
        option.written(),
        "The container " + container + " has to be in one of this service's networks.");
  }

  private void stopTimeout(Option option) {
    if (option.value().startsWith("-")) {
      notes.add(option.written(), "Compose cannot wait without end for a container to stop.");
    } else {
      service.set("stop_grace_period", option.value() + "s");
    }
  }

  private void ulimit(String value) {
    Field field = Field.of(value);
    int colon = field.value().indexOf(':');
    if (colon < 0) {
      service.at("ulimits").number(field.key(), field.value());
    } else {
      Draft limits = service.at("ulimits").at(field.key());
      limits.number("soft", field.value().substring(0, colon));
      limits.number("hard", field.value().substring(colon + 1));
    }
  }

  private void volumesFrom(String value) {
    int colon = value.indexOf(':');
    String container = colon < 0 ? value : value.substring(0, colon);
    String mode = colon < 0 ? "" : value.substring(colon);
    service.add(
        "volumes_from",
        (names.knows(container) ? names.service(container) : "container:" + container) + mode);
  }
}
