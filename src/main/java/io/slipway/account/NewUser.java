package io.slipway.account;

import io.avaje.jsonb.Json;
import io.slipway.web.Requests;
import io.slipway.web.Role;

/** Schema {@code NewUser}. */
@Json
record NewUser(String name, String password, Role role) {
  NewUser {
    Requests.required(name, "name");
    Requests.required(password, "password");
    Requests.required(role, "role");
  }
}
