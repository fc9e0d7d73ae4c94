package io.slipway.compose.run;

import io.slipway.compose.run.Csv.Field;
import io.slipway.compose.run.RunCommand.Option;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code -v}, {@code --mount} and {@code --volumes-from} mount. */
final class Mounts {

  private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:[\\\\/].*");

  /** What docker takes for a volume's name. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]+");

  private static final Pattern HERE = Pattern.compile("\\$(PWD|\\{PWD}|\\{pwd})(?=$|[/\\\\])");

  /** Options of {@code -v} that compose takes in the same place. */
  private static final List<String> TAKEN =
      List.of(
          "ro",
          "rw",
          "z",
          "Z",
          "nocopy",
          "cached",
          "delegated",
          "consistent",
          "shared",
          "rshared",
          "slave",
          "rslave",
          "private",
          "rprivate");

  private final Draft service;
  private final Draft volumes;
  private final String driver;
  private final Notes notes;

  /**
   * Starts with a service.
   *
   * @param volumes the file's
   * @param driver of the volumes that {@code -v} names, or empty
   */
  Mounts(Draft service, Draft volumes, String driver, Notes notes) {
    this.service = service;
    this.volumes = volumes;
    this.driver = driver;
    this.notes = notes;
  }

  /** Takes a {@code source:target:options}. */
  void volume(Option option) {
    String text = option.value();
    int colon = sourceEnd(text);
    if (colon < 0) {
      service.add("volumes", text);
      return;
    }
    String source = here(text.substring(0, colon));
    String target = text.substring(colon + 1);
    int options = target.lastIndexOf(':');
    if (options > 0) {
      target = target.substring(0, options) + options(option, target.substring(options + 1));
    }
    service.add("volumes", source + ":" + target);
    declare(source, driver);
  }

  /** Returns where the source ends; a drive's letter and a variable have colons of their own. */
  private static int sourceEnd(String text) {
    int from = DRIVE.matcher(text).matches() ? 2 : 0;
    int depth = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (c == ':' && depth == 0) {
        return i;
      }
    }
    return -1;
  }

  private String options(Option option, String written) {
    StringBuilder kept = new StringBuilder();
    for (String each : written.split(",", -1)) {
      if (TAKEN.contains(each)) {
        kept.append(kept.isEmpty() ? ":" : ",").append(each);
      } else {
        notes.add(
            option.written(),
            "Compose has no option '" + each + "' for a mount, so it is left out.");
      }
    }
    return kept.toString();
  }

  /** The folder in which the command was to be run is the stack's from now on. */
  private String here(String source) {
    Matcher pwd = HERE.matcher(source);
    if (pwd.lookingAt()) {
      notes.add(
          "$PWD", "The working directory is the stack's folder now, so it is written as '.'.");
      return "." + source.substring(pwd.end());
    }
    if (source.startsWith("~")) {
      notes.add("~", "This is the home of the user as whom the stack is started, not yours.");
    }
    return source;
  }

  /** A named volume is the stack's own from now on, and so not external. */
  private void declare(String source, String wanted) {
    if (NAME.matcher(source).matches()) {
      volumes.bare(source);
      if (!wanted.isEmpty()) {
        volumes.at(source).set("driver", wanted);
      }
    }
  }

  /** Takes the fields of a {@code --mount}. */
  void mount(Option option) {
    List<Field> fields = Csv.fields(option.value());
    String type =
        fields.stream()
            .filter(field -> field.key().equals("type"))
            .map(Field::value)
            .findFirst()
            .orElse("volume");
    Draft mount = new Draft();
    mount.set("type", type);
    for (Field field : fields) {
      if (!field.key().equals("type")) {
        mountField(option, mount, field);
      }
    }
    if (type.equals("volume") && mount.map().get("source") instanceof String source) {
      declareMounted(source, fields);
    }
    service.add("volumes", mount.ordered(List.of("type", "source", "target", "read_only", "bind")));
  }

  private void mountField(Option option, Draft mount, Field field) {
    String value = field.value();
    switch (field.key()) {
      case "source", "src" -> mount.set("source", here(value));
      case "target", "dst", "destination" -> mount.set("target", value);
      case "readonly", "ro" -> mount.set("read_only", field.on());
      case "consistency" -> mount.set("consistency", value);
      case "bind-propagation" -> mount.at("bind").set("propagation", value);
      case "bind-create-src" -> mount.at("bind").set("create_host_path", field.on());
      case "volume-nocopy" -> mount.at("volume").set("nocopy", field.on());
      case "volume-subpath" -> mount.at("volume").set("subpath", value);
      case "tmpfs-size" -> mount.at("tmpfs").number("size", value);
      case "tmpfs-mode" -> mode(option, mount, value);
      case "volume-driver", "volume-opt", "volume-label" -> {
        // said where the volume is declared
      }
      default ->
          notes.add(
              option.written(),
              "Compose has no field '" + field.key() + "' for a mount, so it is left out.");
    }
  }

  /** Compose wants the number, which docker reads in base 8. */
  private void mode(Option option, Draft mount, String value) {
    if (value.matches("[0-7]{1,5}")) {
      mount.at("tmpfs").set("mode", (long) Integer.parseInt(value, 8));
    } else {
      notes.add(option.written(), "The tmpfs-mode '" + value + "' is no octal number.");
    }
  }

  private void declareMounted(String source, List<Field> fields) {
    declare(source, "");
    for (Field field : fields) {
      switch (field.key()) {
        case "volume-driver" -> volumes.at(source).set("driver", field.value());
        case "volume-opt" -> volumes.at(source).at("driver_opts").pair(field.value());
        case "volume-label" -> volumes.at(source).at("labels").pair(field.value());
        default -> {
          // said where it is mounted
        }
      }
    }
  }
}
