package io.slipway.account;

import io.avaje.jsonb.Json;
import io.slipway.web.Requests;

/** Schema {@code PasswordChange}. */
@Json
record PasswordChange(String current, String password) {
  PasswordChange {
    Requests.required(current, "current");
    Requests.required(password, "password");
  }
}
