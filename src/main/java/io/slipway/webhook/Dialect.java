package io.slipway.webhook;

import io.slipway.repository.ProviderName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How each provider names events, deliveries and signatures in its headers. */
enum Dialect {
  // Forgejo and Gitea send the headers of those they descend from, too: the youngest comes first.
  FORGEJO(
      new GiteaReader(),
      "X-Forgejo-Event",
      List.of("X-Forgejo-Delivery", "X-Gitea-Delivery"),
      List.of("X-Forgejo-Signature", "X-Gitea-Signature", "X-Hub-Signature-256")),
  GITEA(
      new GiteaReader(),
      "X-Gitea-Event",
      List.of("X-Gitea-Delivery"),
      List.of("X-Gitea-Signature", "X-Hub-Signature-256")),
  GOGS(new GiteaReader(), "X-Gogs-Event", List.of("X-Gogs-Delivery"), List.of("X-Gogs-Signature")),
  PAGURE(new PagureReader(), "X-Pagure-Topic", List.of(), List.of("X-Pagure-Signature-256")),
  GITLAB(
      new GitLabReader(),
      "X-Gitlab-Event",
      List.of("Idempotency-Key", "webhook-id", "X-Gitlab-Event-UUID"),
      List.of("webhook-signature", "X-Gitlab-Token")),
  BITBUCKET_SERVER(
      new BitbucketServerReader(),
      "X-Event-Key",
      List.of("X-Request-Id"),
      List.of("X-Hub-Signature")),
  BITBUCKET_CLOUD(
      new BitbucketCloudReader(),
      "X-Event-Key",
      List.of("X-Request-UUID"),
      List.of("X-Hub-Signature")),
  GITHUB(
      new GitHubReader(),
      "X-GitHub-Event",
      List.of("X-GitHub-Delivery", "webhook-id"),
      List.of("X-Hub-Signature-256", "webhook-signature"));

  private final Reader reader;
  private final String eventHeader;
  private final List<String> idHeaders;
  private final List<String> signatureHeaders;

  Dialect(
      Reader reader, String eventHeader, List<String> idHeaders, List<String> signatureHeaders) {
    this.reader = reader;
    this.eventHeader = eventHeader;
    this.idHeaders = idHeaders;
    this.signatureHeaders = signatureHeaders;
  }

  /** Returns the dialect of an address; that of a generic one is told by the headers. */
  static Dialect of(ProviderName provider, Headers headers) {
    return switch (provider) {
      case GITHUB -> GITHUB;
      case GITLAB -> GITLAB;
      case BITBUCKET_CLOUD -> BITBUCKET_CLOUD;
      case BITBUCKET_SERVER -> BITBUCKET_SERVER;
      case FORGEJO -> FORGEJO;
      case GITEA -> GITEA;
      case GOGS -> GOGS;
      case GENERIC -> detect(headers);
    };
  }

  private static Dialect detect(Headers headers) {
    if (headers.value("X-Event-Key") != null) {
      return headers.value("X-Request-UUID") != null || headers.value("X-Hook-UUID") != null
          ? BITBUCKET_CLOUD
          : BITBUCKET_SERVER;
    }
    for (Dialect dialect : values()) {
      if (headers.value(dialect.eventHeader) != null) {
        return dialect;
      }
    }
    return GITHUB;
  }

  /** Returns the provider's word for the event; without one it is a push. */
  String event(Headers headers) {
    String event = headers.first(eventHeader, "X-GitHub-Event", "X-Gitea-Event", "X-Gogs-Event");
    return event == null ? "push" : event;
  }

  /** Returns what tells this delivery from others and is the same when it is sent again. */
  @Nullable String deliveryId(Headers headers, Node body) {
    String id = headers.first(idHeaders.toArray(String[]::new));
    return id == null && this == PAGURE ? body.text("msg_id") : id;
  }

  List<String> signatureHeaders() {
    return signatureHeaders;
  }

  /** Returns whether forms are signed as the JSON text in them, not as they are sent. */
  boolean signsJson() {
    return this == FORGEJO || this == GITEA || this == GOGS;
  }

  WebhookEvent read(Headers headers, Node body) {
    return reader.read(event(headers), body);
  }
}
