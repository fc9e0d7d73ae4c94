package io.slipway.secret;

import io.slipway.kernel.Digest;
import io.slipway.kernel.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts the secrets that the database keeps: AES-256-GCM under a key derived by HKDF-SHA256 from
 * the server's key file.
 *
 * <p>A sealed text is {@code v1.<key id>.<base64 of nonce, cipher text and tag>}. The key id tells
 * "sealed under another key" from "tampered with". Safe for use by many threads.
 */
public final class Vault {

  private static final String VERSION = "v1";
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;
  private static final Base64.Encoder ENCODER = Base64.getEncoder().withoutPadding();
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKey key;
  private final String keyId;

  /**
   * Makes a vault.
   *
   * @param key32 the server's key, 32 random bytes
   */
  public Vault(byte[] key32) {
    if (key32.length != 32) {
      throw new IllegalArgumentException("A key has 32 bytes, not " + key32.length);
    }
    byte[] derived = derive(key32, "slipway vault 1");
    this.key = new SecretKeySpec(derived, "AES");
    this.keyId = Digest.sha256(derived).substring(0, 8);
  }

  /** Encrypts a text; each call returns another sealed text. */
  public String seal(String plain) {
    byte[] nonce = new byte[NONCE];
    RANDOM.nextBytes(nonce);
    try {
      byte[] sealed =
          cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(plain.getBytes(StandardCharsets.UTF_8));
      byte[] whole = ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
      return VERSION + "." + keyId + "." + ENCODER.encodeToString(whole);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM refuses to encrypt", e);
    }
  }

  /**
   * Decrypts a sealed text.
   *
   * @throws Problem.Unavailable when it was sealed under another key or has been changed
   */
  public String open(String sealed) {
    String[] parts = sealed.split("\\.", 3);
    if (parts.length != 3 || !parts[0].equals(VERSION)) {
      throw damaged();
    }
    if (!parts[1].equals(keyId)) {
      throw new Problem.Unavailable(
          "secret-other-key",
          "A stored secret cannot be read: it was encrypted under another key than the present one.",
          "Put back the file named key of the data folder (or SLIPWAY_KEY), or enter the secret"
              + " again.");
    }
    try {
      byte[] whole = Base64.getDecoder().decode(parts[2]);
      // The last character has bits that decoding ignores: they count as tampering too.
      if (whole.length < NONCE + TAG_BITS / 8 || !ENCODER.encodeToString(whole).equals(parts[2])) {
        throw damaged();
      }
      byte[] plain =
          cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(whole, NONCE))
              .doFinal(whole, NONCE, whole.length - NONCE);
      return new String(plain, StandardCharsets.UTF_8);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw damaged();
    }
  }

  private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD((VERSION + keyId).getBytes(StandardCharsets.US_ASCII));
    return cipher;
  }

  /**
   * Derives a key for something else than the vault, from which nobody finds the server's key.
   *
   * @param purpose that no other key is for
   * @return 32 bytes
   */
  public static byte[] derive(byte[] key32, String purpose) {
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveData(
              HKDFParameterSpec.ofExtract()
                  .addIKM(key32)
                  .thenExpand(purpose.getBytes(StandardCharsets.US_ASCII), 32));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java 25 has HKDF-SHA256", e);
    }
  }

  private static Problem.Unavailable damaged() {
    return new Problem.Unavailable(
        "secret-damaged",
        "A stored secret cannot be read: what the database holds was changed or cut off.",
        "Enter the secret again, or restore a backup of the database.");
  }
}
