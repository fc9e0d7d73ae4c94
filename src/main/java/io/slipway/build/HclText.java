package io.slipway.build;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Bake reads JSON as HCL, where <code>${…}</code> and <code>%{…}</code> in a text are templates: a
 * value must mean itself (github.com/hashicorp/hcl json/spec.md).
 */
final class HclText {

  private HclText() {}

  /** Returns the tree with every text escaped. */
  static Object escaped(Object tree) {
    return switch (tree) {
      case String text -> text.replace("${", "$${").replace("%{", "%%{");
      case List<?> list -> list.stream().map(HclText::escaped).toList();
      case Map<?, ?> map -> {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(key.toString(), escaped(value)));
        yield copy;
      }
      default -> tree;
    };
  }
}
