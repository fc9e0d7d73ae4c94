package io.slipway.certificate;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** As much of DER (X.690) as it takes to put an older private key into a PKCS #8 envelope. */
final class Der {

  private static final int INTEGER = 0x02;
  private static final int OCTETS = 0x04;
  private static final int SEQUENCE = 0x30;

  private Der() {}

  /**
   * Returns a PKCS #8 key.
   *
   * @param publicKey of the same pair, as X.509 encodes it: it begins with the algorithm and its
   *     parameters, which are those of the private key
   * @param key as PKCS #1 or SEC 1 have it
   */
  static byte[] pkcs8(byte[] publicKey, byte[] key) {
    return value(
        SEQUENCE, concat(value(INTEGER, new byte[] {0}), firstOf(publicKey), value(OCTETS, key)));
  }

  /** Returns the first element of a sequence, whole. */
  private static byte[] firstOf(byte[] sequence) {
    int begin = 1 + lengthBytes(sequence, 1);
    int end = begin + 1 + lengthBytes(sequence, begin + 1) + length(sequence, begin + 1);
    return Arrays.copyOfRange(sequence, begin, end);
  }

  private static int lengthBytes(byte[] bytes, int at) {
    return (bytes[at] & 0x80) == 0 ? 1 : 1 + (bytes[at] & 0x7f);
  }

  private static int length(byte[] bytes, int at) {
    if ((bytes[at] & 0x80) == 0) {
      return bytes[at];
    }
    int length = 0;
    for (int i = 1; i < lengthBytes(bytes, at); i++) {
      length = length << 8 | bytes[at + i] & 0xff;
    }
    return length;
  }

  private static byte[] value(int tag, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    if (content.length < 0x80) {
      out.write(content.length);
    } else if (content.length < 0x100) { // the shortest form is the only one
      out.write(0x81);
      out.write(content.length);
    } else {
      out.write(0x82);
      out.write(content.length >> 8);
      out.write(content.length);
    }
    out.writeBytes(content);
    return out.toByteArray();
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
