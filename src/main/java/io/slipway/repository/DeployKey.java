package io.slipway.repository;

import io.avaje.jsonb.Json;

/**
 * An SSH key that was made here; its private half is kept sealed.
 *
 * @param id by which a repository takes it
 * @param publicKey one line, as providers take it
 * @param fingerprint {@code SHA256:…}
 */
@Json
public record DeployKey(String id, String publicKey, String fingerprint) {}
