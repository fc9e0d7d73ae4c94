package io.slipway.certificate;

import io.avaje.jsonb.Json;
import io.slipway.web.Requests;

/** Schema {@code NewCertificate}: PEM texts. */
@Json
record NewCertificate(String certificate, String key) {

  NewCertificate {
    certificate = Requests.required(certificate, "certificate");
    key = Requests.required(key, "key");
  }

  /** Keeps the key out of logs. */
  @Override
  public String toString() {
    return "NewCertificate";
  }
}
