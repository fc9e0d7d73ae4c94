package io.slipway.git;

import io.avaje.jsonb.Json;
import io.slipway.kernel.Problem;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * The key by which an SSH server proves who it is.
 *
 * @param host as in a known-hosts file: {@code host} or {@code [host]:port}
 * @param type {@code ssh-ed25519}, {@code ecdsa-sha2-nistp256}, {@code ssh-rsa}…
 * @param key its base64 text
 * @param fingerprint {@code SHA256:…} as ssh prints it
 */
@Json
public record HostKey(String host, String type, String key, String fingerprint) {

  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:_\\[\\]-]{1,260}");
  private static final Pattern TYPE = Pattern.compile("[a-z0-9@.-]{3,60}");

  /**
   * Takes a key that came from outside.
   *
   * @throws Problem.Invalid when a part is malformed or the fingerprint is not that of the key
   */
  public HostKey {
    if (!HOST.matcher(host).matches() || !TYPE.matcher(type).matches()) {
      throw invalid("The host key's host or type has characters that they do not have.");
    }
    if (!fingerprint.equals(fingerprintOf(key))) {
      throw invalid("The fingerprint is not that of the host key.");
    }
  }

  /** Makes one from the three words of a line of a known-hosts file. */
  public static HostKey of(String host, String type, String key) {
    return new HostKey(host, type, key, fingerprintOf(key));
  }

  /** Returns the line of a known-hosts file. */
  public String line() {
    return host + " " + type + " " + key;
  }

  private static String fingerprintOf(String key) {
    try {
      byte[] blob = Base64.getDecoder().decode(key);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(blob);
      return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
    } catch (IllegalArgumentException e) {
      throw invalid("The host key is not base64.");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  private static Problem.Invalid invalid(String message) {
    return new Problem.Invalid("host-key-invalid", message, "hostKey", null);
  }
}
