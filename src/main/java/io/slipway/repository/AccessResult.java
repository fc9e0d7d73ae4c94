package io.slipway.repository;

import io.avaje.jsonb.Json;
import io.slipway.git.HostKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a server lets us in, and what it has.
 *
 * @param ok whether it does
 * @param code why not, as a word
 * @param message why not, in a sentence
 * @param hint what to do
 * @param closed whether strangers cannot read the repository; null when that cannot be told
 * @param defaultBranch short name
 * @param branches short names
 * @param tags short names
 * @param hostKey the key that an SSH server shows, when that is the trouble
 * @param knownHostKey the key that was expected instead
 * @param milliseconds how long it took
 */
@Json
public record AccessResult(
    boolean ok,
    @Nullable String code,
    @Nullable String message,
    @Nullable String hint,
    @Json.Property("private") @Nullable Boolean closed,
    @Nullable String defaultBranch,
    @Nullable List<String> branches,
    @Nullable List<String> tags,
    @Nullable HostKey hostKey,
    @Nullable HostKey knownHostKey,
    long milliseconds) {}
