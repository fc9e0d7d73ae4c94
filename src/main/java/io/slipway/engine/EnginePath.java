package io.slipway.engine;

import io.slipway.kernel.Problem;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A path of the API with its query, built from checked and encoded parts. */
record EnginePath(String value) {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,254}");
  private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.:/@-]{0,511}");

  static EnginePath of(String fixed) {
    return new EnginePath(fixed);
  }

  /** {@code /containers/{id}/json}: a thing by its id or name, and what is asked of it. */
  static EnginePath of(String kind, String id, String rest) {
    if (!ID.matcher(id).matches()) {
      throw refused(id);
    }
    return new EnginePath(kind + "/" + id + rest);
  }

  /** {@code /images/{reference}/json}. */
  static EnginePath image(String reference, String rest) {
    if (!REFERENCE.matcher(reference).matches() || reference.contains("..")) {
      throw refused(reference);
    }
    return new EnginePath("/images/" + reference + rest);
  }

  EnginePath with(String name, String text) {
    String encoded = name + "=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
    return new EnginePath(value + (value.contains("?") ? "&" : "?") + encoded);
  }

  EnginePath with(String name, long number) {
    return with(name, Long.toString(number));
  }

  /** Adds a filter by labels; none adds nothing. */
  EnginePath withLabels(String... labels) {
    return labels.length == 0 ? this : withFilters(Map.of("label", List.of(labels)));
  }

  EnginePath withFilters(Map<String, List<String>> filters) {
    return with("filters", EngineHttp.JSON.toJson(filters));
  }

  private static Problem refused(String name) {
    return new Problem.Invalid(
        "engine-name-invalid", "\"" + name + "\" is no name that the Docker Engine could have.");
  }

  @Override
  public String toString() {
    return value;
  }
}
