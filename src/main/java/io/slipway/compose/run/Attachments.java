package io.slipway.compose.run;

import io.slipway.compose.run.Csv.Field;
import io.slipway.compose.run.RunCommand.Option;
import java.util.Set;

/** Which networks a service is in, and as what. */
final class Attachments {

  private static final Set<String> MODES = Set.of("host", "none", "bridge");

  private final Draft service;
  private final Draft networks;
  private final Set<String> made;
  private final Names names;
  private final Notes notes;

  /** The network that addresses and aliases belong to: docker means the first. */
  private String first = "";

  private boolean mode;

  /**
   * Starts with a service.
   *
   * @param networks the file's
   * @param made networks that a command among those given makes
   */
  Attachments(Draft service, Draft networks, Set<String> made, Names names, Notes notes) {
    this.service = service;
    this.networks = networks;
    this.made = made;
    this.names = names;
    this.notes = notes;
  }

  /** Takes a {@code --network}: a mode, a name, or fields. */
  void network(Option option) {
    String value = option.value();
    if (value.equals("default")) {
      return; // what a service without networks is in
    }
    if (MODES.contains(value) || value.startsWith("container:")) {
      service.set("network_mode", names.mode(value));
      mode = true;
    } else if (value.matches("(name|alias)=.*") || value.contains(",")) {
      fields(option);
    } else {
      attach(value);
    }
  }

  private void fields(Option option) {
    String key = "default";
    for (Field field : Csv.fields(option.value())) {
      if (field.key().equals("name")) {
        key = attach(field.value());
      }
    }
    for (Field field : Csv.fields(option.value())) {
      Draft at = service.at("networks").at(key);
      switch (field.key()) {
        case "name" -> {
          // done
        }
        case "alias", "ip", "ip6", "link-local-ip" -> known(at, field.key(), field.value());
        case "mac-address" -> at.set("mac_address", field.value());
        case "driver-opt" -> at.at("driver_opts").pair(field.value());
        default ->
            notes.add(
                option.written(),
                "The field '"
                    + field.key()
                    + "' of a network is left out: compose may not know it.");
      }
    }
  }

  /** The command does not make a network, so the file does not either. */
  private String attach(String network) {
    String key = Names.key(network);
    Draft declared = networks.at(key);
    if (!key.equals(network) || made.contains(network)) {
      declared.set("name", network);
    }
    if (!made.contains(network)) {
      declared.set("external", true);
    }
    service.at("networks").bare(key);
    if (first.isEmpty()) {
      first = key;
    }
    return key;
  }

  /** Takes what is said of the first network, after all networks are known. */
  void detail(Option option) {
    if (mode) {
      notes.add(
          option.written(),
          "A container in network mode "
              + service.map().get("network_mode")
              + " has no such thing, so it is left out.");
      return;
    }
    if (first.isEmpty() && option.name().startsWith("ip")) {
      notes.add(
          option.written(),
          "A fixed address needs a network with a subnet: give networks.default one in the file.");
    }
    Draft at = service.at("networks").at(first.isEmpty() ? "default" : first);
    known(at, option.name(), option.value());
  }

  /** Says by what others know the service in a network; fields and flags are nearly the same. */
  private static void known(Draft at, String by, String value) {
    switch (by) {
      case "alias", "network-alias" -> at.add("aliases", value);
      case "ip" -> at.set("ipv4_address", value);
      case "ip6" -> at.set("ipv6_address", value);
      default -> at.add("link_local_ips", value);
    }
  }
}
