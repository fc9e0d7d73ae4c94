package io.slipway.certificate;

import io.avaje.jsonb.Json;
import io.slipway.kernel.Events;
import io.slipway.web.Live;
import java.util.List;

/** Tells open pages by the topic {@code domains} that certificates are to be read again. */
public final class CertificateNews implements AutoCloseable {

  private static final String TOPIC = "domains";

  private final Live live;
  private final List<Events.Subscription> subscriptions;

  /** Begins to listen. */
  public CertificateNews(Events events, Live live) {
    this.live = live;
    this.subscriptions =
        List.of(
            events.subscribe(CertificateChanged.class, e -> publish(e.subject())),
            events.subscribe(DomainPolicyChanged.class, e -> publish(e.subject())),
            events.subscribe(AuthorityAnswered.class, e -> publish(e.domain())));
  }

  /**
   * What to read again.
   *
   * @param subject the domains that it is about
   */
  @Json
  public record Changed(String subject) {}

  private void publish(String subject) {
    live.publish(TOPIC, "domains.changed", new Changed(subject));
  }

  @Override
  public void close() {
    subscriptions.forEach(Events.Subscription::close);
  }
}
