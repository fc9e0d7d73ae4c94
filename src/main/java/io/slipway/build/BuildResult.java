package io.slipway.build;

import java.util.Map;

/**
 * What a build made.
 *
 * @param images by service; empty when there was nothing to build
 */
public record BuildResult(Map<String, BuiltImage> images) {
  public BuildResult {
    images = Map.copyOf(images);
  }
}
