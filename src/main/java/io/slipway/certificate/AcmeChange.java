package io.slipway.certificate;

import io.avaje.jsonb.Json;
import io.slipway.web.Requests;
import org.jspecify.annotations.Nullable;

/** Schema {@code AcmeChange}. */
@Json
record AcmeChange(String directory, String email, @Nullable String authority, boolean termsAgreed) {

  AcmeChange {
    directory = Requests.required(directory, "directory");
    email = Requests.required(email, "email");
    authority = authority == null || authority.isBlank() ? null : authority;
  }
}
