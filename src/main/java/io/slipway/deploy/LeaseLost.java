package io.slipway.deploy;

/** Another controller works on the stack by now: whoever gets this stops and writes nothing. */
final class LeaseLost extends RuntimeException {

  private static final long serialVersionUID = 1;

  LeaseLost(String stack) {
    super("Another controller has taken over the deployments of " + stack);
  }
}
