package io.slipway.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Judges whether a delivery comes from who knows the repository's secret. All comparisons take the
 * same time wherever the first difference is.
 */
final class Signature {

  private static final Duration TOLERANCE = Duration.ofMinutes(5);
  private static final String STANDARD_KEY = "whsec_";

  private Signature() {}

  /** Returns why a delivery can be refused before its body is read, or empty. */
  static Optional<String> missing(Dialect dialect, Headers headers) {
    String[] names = dialect.signatureHeaders().toArray(String[]::new);
    return headers.first(names) == null
        ? Optional.of("There is no signature: none of " + String.join(", ", names) + " was sent.")
        : Optional.empty();
  }

  /** Returns why the delivery is refused, or empty when its signature is right. */
  static Optional<String> refusal(
      Dialect dialect, Headers headers, Payload payload, String secret, Instant now) {
    if (dialect == Dialect.GITLAB && !secret.startsWith(STANDARD_KEY)) {
      String token = headers.value("X-Gitlab-Token");
      if (token != null) {
        return same(token, secret)
            ? Optional.empty()
            : Optional.of("X-Gitlab-Token is not this repository's secret.");
      }
    }
    if (headers.value("webhook-signature") != null) {
      return standard(headers, payload.raw(), secret, now);
    }
    return digest(dialect, headers, payload, secret);
  }

  private static Optional<String> digest(
      Dialect dialect, Headers headers, Payload payload, String secret) {
    for (String name : dialect.signatureHeaders()) {
      String sent = headers.value(name);
      if (sent == null || name.startsWith("webhook-") || name.equals("X-Gitlab-Token")) {
        continue;
      }
      boolean prefixed = name.startsWith("X-Hub-");
      if (prefixed && !sent.startsWith("sha256=")) {
        return Optional.of(name + " does not begin with sha256=; SHA-1 is not accepted.");
      }
      byte[] signed = dialect.signsJson() ? payload.json() : payload.raw();
      String right =
          HexFormat.of().formatHex(hmac(secret.getBytes(StandardCharsets.UTF_8), signed));
      return same(prefixed ? sent.substring(7) : sent, right)
          ? Optional.empty()
          : Optional.of(name + " does not fit the body and this repository's secret.");
    }
    return missing(dialect, headers).or(() -> Optional.of("The signature is of an unknown kind."));
  }

  /** Standard Webhooks (standardwebhooks.com): several signatures may stand in one header. */
  private static Optional<String> standard(
      Headers headers, byte[] body, String secret, Instant now) {
    String id = headers.value("webhook-id");
    Instant sent = time(headers.value("webhook-timestamp"));
    if (id == null || sent == null) {
      return Optional.of("webhook-id or webhook-timestamp is missing.");
    }
    if (Duration.between(sent, now).abs().compareTo(TOLERANCE) > 0) {
      return Optional.of("webhook-timestamp is more than 5 minutes off this server's clock.");
    }
    byte[] start =
        (id + "." + headers.value("webhook-timestamp") + ".").getBytes(StandardCharsets.UTF_8);
    String right = Base64.getEncoder().encodeToString(hmac(key(secret), start, body));
    for (String each : String.valueOf(headers.value("webhook-signature")).split(" ", -1)) {
      if (each.startsWith("v1,") && same(each.substring(3), right)) {
        return Optional.empty();
      }
    }
    return Optional.of("webhook-signature does not fit the body and this repository's secret.");
  }

  private static byte[] key(String secret) {
    if (secret.startsWith(STANDARD_KEY)) {
      try {
        return Base64.getDecoder().decode(secret.substring(STANDARD_KEY.length()));
      } catch (IllegalArgumentException e) {
        return secret.getBytes(StandardCharsets.UTF_8); // looks like one by chance
      }
    }
    return secret.getBytes(StandardCharsets.UTF_8);
  }

  private static @Nullable Instant time(@Nullable String seconds) {
    return seconds != null && seconds.matches("[0-9]{1,12}")
        ? Instant.ofEpochSecond(Long.parseLong(seconds))
        : null;
  }

  private static byte[] hmac(byte[] key, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has HMAC-SHA256", e);
    }
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
