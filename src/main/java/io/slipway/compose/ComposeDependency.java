package io.slipway.compose;

/**
 * What has to be there before a service starts.
 *
 * @param service that it waits for
 * @param condition {@code service_started}, {@code service_healthy} or {@code
 *     service_completed_successfully}
 * @param required whether it must be there at all
 */
public record ComposeDependency(String service, String condition, boolean required) {

  /** The condition that makes the other service a job that runs to its end. */
  public static final String COMPLETED = "service_completed_successfully";
}
