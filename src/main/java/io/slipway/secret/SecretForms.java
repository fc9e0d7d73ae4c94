package io.slipway.secret;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** The forms in which a secret shows up in output. */
final class SecretForms {

  /** Shorter values are words, not secrets. */
  static final int SHORTEST = 4;

  /** Shorter pieces of base64 would hit innocent text: 8 characters are 6 bytes. */
  private static final int SHORTEST_BASE64 = 8;

  /** Where {@code base64} and PEM writers break lines. */
  private static final int[] BASE64_COLUMNS = {76, 64};

  private final Set<String> forms = new LinkedHashSet<>();

  private SecretForms() {}

  static Set<String> of(Collection<String> secrets) {
    SecretForms forms = new SecretForms();
    for (String secret : secrets) {
      forms.addAllOf(secret);
      forms.addAllOf(secret.strip());
      if (secret.indexOf('\n') >= 0) {
        secret.lines().map(String::strip).forEach(forms::addAllOf);
      }
    }
    return forms.forms;
  }

  private void addAllOf(String value) {
    if (value.isBlank() || value.length() < SHORTEST) {
      return;
    }
    forms.add(value);
    addUrlEncoded(value);
    forms.add(jsonEscaped(value));
    addBase64(value.getBytes(StandardCharsets.UTF_8));
  }

  private void addUrlEncoded(String value) {
    String form = URLEncoder.encode(value, StandardCharsets.UTF_8);
    forms.add(form);
    String path = form.replace("+", "%20");
    forms.add(path);
    forms.add(path.replace("%7E", "~").replace("*", "%2A"));
    forms.add(lowerCaseEscapes(path));
  }

  private static String lowerCaseEscapes(String encoded) {
    StringBuilder lower = new StringBuilder(encoded);
    for (int at = lower.indexOf("%"); at >= 0; at = lower.indexOf("%", at + 1)) {
      lower.replace(at, at + 3, lower.substring(at, at + 3).toLowerCase(Locale.ROOT));
    }
    return lower.toString();
  }

  private static String jsonEscaped(String value) {
    return value
        .replace("\\", "\\\\")
        .replace("\"", "\\\"")
        .replace("\n", "\\n")
        .replace("\r", "\\r")
        .replace("\t", "\\t");
  }

  /** Adds the form that stands alone, and those inside a longer text ("user:secret"). */
  private void addBase64(byte[] bytes) {
    addBase64Form(Base64.getEncoder().encodeToString(bytes));
    addBase64Form(Base64.getEncoder().withoutPadding().encodeToString(bytes));
    for (int offset = 0; offset < 3; offset++) {
      byte[] shifted = new byte[offset + bytes.length];
      System.arraycopy(bytes, 0, shifted, offset, bytes.length);
      String whole = Base64.getEncoder().withoutPadding().encodeToString(shifted);
      // The first characters also hold bits of what stands before, the last one of what follows.
      int from = (offset * 8 + 5) / 6;
      int to = shifted.length * 8 / 6;
      if (to > from) {
        addBase64Form(whole.substring(from, to));
      }
    }
  }

  private void addBase64Form(String form) {
    if (form.length() < SHORTEST_BASE64) {
      return;
    }
    forms.add(form);
    forms.add(form.replace('+', '-').replace('/', '_'));
    Arrays.stream(BASE64_COLUMNS).filter(c -> form.length() > c).forEach(c -> addPieces(form, c));
  }

  private void addPieces(String form, int columns) {
    for (int at = 0; at + SHORTEST_BASE64 <= form.length(); at += columns) {
      forms.add(form.substring(at, Math.min(form.length(), at + columns)));
    }
  }
}
