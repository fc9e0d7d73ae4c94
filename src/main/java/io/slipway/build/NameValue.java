package io.slipway.build;

import io.avaje.jsonb.Json;
import java.util.regex.Pattern;

/**
 * A variable or build argument.
 *
 * @param name letters, digits and _
 * @param value at most 100,000 characters
 */
@Json
public record NameValue(String name, String value) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");
  private static final int LONGEST = 100_000; // Linux takes 128 KiB a variable (MAX_ARG_STRLEN)

  public NameValue {
    check("name", name, value);
  }

  static void check(String field, String name, String value) {
    if (!NAME.matcher(name).matches()) {
      throw BuildConfig.invalid(
          field,
          "“" + name + "” cannot name a variable: letters, digits and _, no digit at the start.");
    }
    if (value.length() > LONGEST || value.indexOf('\0') >= 0) {
      throw BuildConfig.invalid(field, "The value of “" + name + "” is too long or binary.");
    }
  }
}
