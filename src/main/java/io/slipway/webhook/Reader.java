package io.slipway.webhook;

/** Reads the bodies of one provider. */
sealed interface Reader
    permits GitHubReader,
        GiteaReader,
        GitLabReader,
        BitbucketCloudReader,
        BitbucketServerReader,
        PagureReader {

  /**
   * Reads a body.
   *
   * @param event the provider's word, from the header
   */
  WebhookEvent read(String event, Node body);
}
