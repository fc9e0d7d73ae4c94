package io.slipway.compose.run;

import io.slipway.compose.run.Csv.Field;
import io.slipway.compose.run.RunCommand.Option;

/** The value of {@code --gpus} as a reservation of devices. */
final class Gpus {

  private Gpus() {}

  static void reserve(Draft service, Option option, Notes notes) {
    Draft device = new Draft();
    boolean gpu = false;
    String list = "";
    for (Field field : Csv.fields(option.value())) {
      boolean more = field.value().isEmpty() && !list.isEmpty();
      list = more ? list : field.value().isEmpty() ? "" : field.key();
      switch (more ? list : field.key()) {
        case "driver" -> device.set("driver", field.value());
        case "count" -> count(device, field.value());
        case "device" -> ids(device, more ? field.key() : field.value());
        case "capabilities" -> {
          for (String each : (more ? field.key() : field.value()).split(",", -1)) {
            device.add("capabilities", each);
            gpu |= each.equals("gpu");
          }
        }
        case "options" -> device.at("options").pair(field.value());
        default -> {
          if (field.value().isEmpty()) {
            count(device, field.key());
          } else {
            notes.add(option.written(), "The field '" + field.key() + "' is unknown and left out.");
          }
        }
      }
    }
    if (!gpu) {
      device.add("capabilities", "gpu");
    }
    service.at("deploy").at("resources").at("reservations").add("devices", device.map());
  }

  private static void count(Draft device, String value) {
    device.set("count", value.equals("-1") ? "all" : Draft.number(value));
  }

  private static void ids(Draft device, String ids) {
    for (String id : ids.split(",", -1)) {
      device.add("device_ids", new YamlText.Quoted(id));
    }
  }
}
