package io.slipway.stack;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Texts that a stack's files may get.
 *
 * @param compose of the compose file
 * @param env of {@code .env}
 * @param more of the files that are merged over the compose file, by their names; those that are
 *     not named stay as they are
 */
record FileTexts(String compose, String env, Map<String, String> more) {

  FileTexts {
    more = Map.copyOf(more);
  }

  FileTexts(String compose, String env) {
    this(compose, env, Map.of());
  }

  /** Returns all texts. */
  List<String> all() {
    return Stream.concat(Stream.of(compose, env), more.values().stream()).toList();
  }
}
