package io.slipway.store;

import java.util.List;

/**
 * The versions of all migration files, in order. Listed by hand because a jar cannot be listed
 * cheaply; a test holds this list and the folder together.
 */
final class MigrationFiles {

  private static final List<String> VERSIONS =
      List.of(
          "1.0", "1.1", "1.2", "1.4", "1.5", "1.6", "1.8", "1.9", "1.10", "1.11", "1.12", "1.13",
          "1.14", "1.15", "1.16", "1.17");

  private MigrationFiles() {}

  static List<String> versions() {
    return VERSIONS;
  }
}
