package io.slipway;

/** The version of this Slipway. */
final class Version {

  private Version() {}

  /** Returns what the jar's manifest says; {@code dev} when run from class files. */
  static String text() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "dev" : version;
  }
}
