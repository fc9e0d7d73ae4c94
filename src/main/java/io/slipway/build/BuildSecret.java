package io.slipway.build;

/** A secret in clear: an id of a BuildKit secret mount, and a variable of the commands. */
public record BuildSecret(String name, String value) {

  @Override
  public String toString() {
    return name + "=•••"; // never in a log or a message by accident
  }
}
