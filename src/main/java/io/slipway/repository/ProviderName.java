package io.slipway.repository;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The providers, as the API names them. */
public enum ProviderName {
  GITHUB,
  GITLAB,
  BITBUCKET_CLOUD,
  BITBUCKET_SERVER,
  GITEA,
  FORGEJO,
  GOGS,
  GENERIC;

  /** Returns the name as it stands in webhook addresses: {@code bitbucket-cloud}. */
  public String path() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Finds a provider by its name in webhook addresses. */
  public static Optional<ProviderName> ofPath(String path) {
    return Arrays.stream(values()).filter(name -> name.path().equals(path)).findFirst();
  }
}
