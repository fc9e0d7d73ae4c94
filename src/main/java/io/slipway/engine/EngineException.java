package io.slipway.engine;

/** The engine answered, and refused. */
public final class EngineException extends RuntimeException {

  private final int status;
  private final String reason;

  /**
   * Tells of a refused call.
   *
   * @param call method and path
   * @param status the HTTP status: 404 no such thing, 409 conflict, 500 and others
   * @param reason the engine's own words
   */
  public EngineException(String call, int status, String reason) {
    super("The engine refused " + call + " (" + status + "): " + reason);
    this.status = status;
    this.reason = reason;
  }

  /** Returns the HTTP status of the answer. */
  public int status() {
    return status;
  }

  /** Returns the engine's own words. */
  public String reason() {
    return reason;
  }
}
