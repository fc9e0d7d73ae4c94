package io.slipway.account;

import io.avaje.jsonb.Json;
import io.slipway.web.Requests;

/** Schema {@code SetupRequest}. */
@Json
record SetupRequest(String code, String name, String password) {
  SetupRequest {
    Requests.required(code, "code");
    Requests.required(name, "name");
    Requests.required(password, "password");
  }
}
