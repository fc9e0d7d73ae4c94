package io.slipway.repository;

import io.slipway.kernel.Event;

/** A git server was asked, or told us something: what is known of the repository may be new. */
public record RepositoryChecked(String repositoryId) implements Event {}
