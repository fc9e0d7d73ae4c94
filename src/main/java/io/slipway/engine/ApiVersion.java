package io.slipway.engine;

import java.util.Comparator;

/** A version of the engine's API: {@code 1.41}. */
record ApiVersion(int major, int minor) implements Comparable<ApiVersion> {

  static final ApiVersion UNKNOWN = new ApiVersion(0, 0);

  static ApiVersion parse(String text) {
    String[] parts = text.split("\\.", 2);
    try {
      return new ApiVersion(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw new IllegalArgumentException("This is no API version: " + text, e);
    }
  }

  /** Returns what paths begin with. */
  String prefix() {
    return "/v" + this;
  }

  @Override
  public int compareTo(ApiVersion other) {
    return Comparator.comparingInt(ApiVersion::major)
        .thenComparingInt(ApiVersion::minor)
        .compare(this, other);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
