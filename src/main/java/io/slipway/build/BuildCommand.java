package io.slipway.build;

import io.avaje.jsonb.Json;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A command before or after the build.
 *
 * @param name shown as its fold in the log, 1 to 100 characters
 * @param command run by {@code sh -c}
 * @param image in whose container it runs with the sources at {@code /src}; null: on this host
 */
@Json
public record BuildCommand(String name, String command, @Nullable String image) {

  // github.com/distribution/reference: what matters here is that it is no option
  private static final Pattern IMAGE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/@-]{0,299}");

  public BuildCommand {
    name = name.strip();
    if (name.isEmpty() || name.length() > 100) {
      throw BuildConfig.invalid("name", "A command's name has 1 to 100 characters.");
    }
    if (command.isBlank() || command.length() > 100_000 || command.indexOf('\0') >= 0) {
      throw BuildConfig.invalid("command", "The command “" + name + "” is empty or too long.");
    }
    image = image == null || image.isBlank() ? null : image.strip();
    if (image != null && !IMAGE.matcher(image).matches()) {
      throw BuildConfig.invalid("image", "“" + image + "” is not the name of an image.");
    }
  }

  /** Returns whether it runs on this host. */
  public boolean onHost() {
    return image == null;
  }
}
