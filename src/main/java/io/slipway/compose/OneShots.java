package io.slipway.compose;

import java.util.Map;
import java.util.Set;

/**
 * Tells services that run to their end from those that stay: another one waits for their {@code
 * service_completed_successfully}.
 */
public final class OneShots {

  private OneShots() {}

  /** Returns the services of the model that another one waits to complete. */
  public static Set<String> of(ComposeModel model) {
    throw new UnsupportedOperationException();
  }

  /**
   * Returns the services that the containers' own labels tell of, when no file is at hand.
   *
   * @param dependsOnLabels the values of {@code com.docker.compose.depends_on} by service
   */
  public static Set<String> ofLabels(Map<String, String> dependsOnLabels) {
    throw new UnsupportedOperationException();
  }
}
