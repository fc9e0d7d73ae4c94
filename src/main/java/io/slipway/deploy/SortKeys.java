package io.slipway.deploy;

/** Keys that sort like the ids they are made of. */
final class SortKeys {

  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  private SortKeys() {}

  /** Returns the next key after one: its last character counted up, with carry. */
  static String after(String key) {
    char[] text = key.toCharArray();
    for (int i = text.length - 1; i >= 0; i--) {
      int next = ALPHABET.indexOf(text[i]) + 1;
      if (next < ALPHABET.length()) {
        text[i] = ALPHABET.charAt(next);
        return new String(text);
      }
      text[i] = '0';
    }
    throw new IllegalArgumentException("There is no key after " + key);
  }
}
