package io.slipway.build;

import io.slipway.compose.StackName;
import io.slipway.kernel.Digest;
import java.util.Locale;

/** Names of the images that builds make: {@code slipway/<stack>-<service>:v<release>}. */
final class ImageNames {

  private ImageNames() {}

  static String of(StackName stack, String service, long release) {
    String wanted = stack.value() + "-" + service;
    // A repository's name: lower case, parts joined by single separators (distribution/reference).
    String allowed =
        wanted.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    if (!allowed.equals(wanted)) {
      allowed += "-" + Digest.sha256(wanted).substring(0, 6); // "a.b" and "a-b" stay apart
    }
    return "slipway/" + allowed + ":v" + release;
  }
}
