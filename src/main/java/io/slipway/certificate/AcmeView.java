package io.slipway.certificate;

import io.avaje.jsonb.Json;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Schema {@code Acme}; all absent as long as nobody has said where to ask. */
@Json
record AcmeView(
    @Nullable String directory,
    @Nullable String email,
    @Nullable String authority,
    @Nullable Instant agreedAt) {

  static AcmeView of(Optional<AcmeAccount> account) {
    return account
        .map(one -> new AcmeView(one.directory(), one.email(), one.authority(), one.agreedAt()))
        .orElse(new AcmeView(null, null, null, null));
  }
}
