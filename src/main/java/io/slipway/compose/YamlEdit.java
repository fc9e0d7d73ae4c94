package io.slipway.compose;

import java.util.List;

/**
 * Changes single values of a YAML text by splicing the new value into the old one's place, so that
 * everything else, comments and order included, stays byte for byte.
 */
public final class YamlEdit {

  private YamlEdit() {}

  /**
   * Returns the text with the scalar at {@code path} replaced.
   *
   * @param path keys, and indexes from 0 in lists: {@code services, web, ports, 0}
   * @throws io.slipway.kernel.Problem.Invalid when the text is no YAML, or there is no scalar
   */
  public static String set(String text, List<String> path, String value) {
    throw new UnsupportedOperationException();
  }
}
