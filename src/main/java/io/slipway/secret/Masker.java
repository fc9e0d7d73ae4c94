package io.slipway.secret;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes secrets out of text before it reaches a disk or a socket: each secret as a whole, each line
 * of one that has several, and their base64, URL-encoded and JSON-escaped forms. What covers a
 * secret (also several that overlap) becomes {@value #MASK}.
 *
 * <p>Secrets of fewer than {@value SecretForms#SHORTEST} characters are left alone: masking every
 * "1" would hide the log and not the secret. Immutable.
 */
public final class Masker {

  /** What stands in place of a secret. */
  public static final String MASK = "•••";

  private static final Masker NONE = new Masker(Set.of());

  private final Map<Character, List<String>> needles = new HashMap<>();

  private Masker(Collection<String> all) {
    for (String needle : all) {
      needles.merge(needle.charAt(0), List.of(needle), Masker::joined);
    }
  }

  /** Makes a masker of the values given, in any order; blank ones are ignored. */
  public static Masker of(Collection<String> secrets) {
    return secrets.isEmpty() ? NONE : new Masker(SecretForms.of(secrets));
  }

  /** Returns a masker that changes nothing. */
  public static Masker none() {
    return NONE;
  }

  /** Masks a text that is whole: a line, a message. */
  public String mask(String line) {
    if (needles.isEmpty() || line.isEmpty()) {
      return line;
    }
    MaskedStream stream = stream();
    return stream.next(line) + stream.end();
  }

  /** Returns a masker for one stream that arrives in pieces. */
  public MaskedStream stream() {
    return new MaskedStream(this);
  }

  /** Returns how many characters of a secret's form start at {@code at}; 0 when none does. */
  int matchAt(CharSequence text, int at) {
    int longest = 0;
    for (String needle : needles.getOrDefault(text.charAt(at), List.of())) {
      if (needle.length() > longest
          && at + needle.length() <= text.length()
          && begins(text, at, needle, needle.length())) {
        longest = needle.length();
      }
    }
    return longest;
  }

  /** Returns whether a secret may start at {@code at} and go on after the end of the text. */
  boolean mayStartAt(CharSequence text, int at) {
    int rest = text.length() - at;
    for (String needle : needles.getOrDefault(text.charAt(at), List.of())) {
      if (needle.length() > rest && begins(text, at, needle, rest)) {
        return true;
      }
    }
    return false;
  }

  private static boolean begins(CharSequence text, int at, String needle, int length) {
    for (int i = 0; i < length; i++) {
      if (text.charAt(at + i) != needle.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static List<String> joined(List<String> some, List<String> more) {
    return java.util.stream.Stream.concat(some.stream(), more.stream()).toList();
  }
}
