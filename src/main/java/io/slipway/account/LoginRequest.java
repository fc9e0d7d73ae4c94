package io.slipway.account;

import io.avaje.jsonb.Json;
import io.slipway.web.Requests;

/** Schema {@code LoginRequest}. */
@Json
record LoginRequest(String name, String password) {
  LoginRequest {
    Requests.required(name, "name");
    Requests.required(password, "password");
  }
}
