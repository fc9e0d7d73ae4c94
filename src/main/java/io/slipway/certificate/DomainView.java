package io.slipway.certificate;

import io.avaje.jsonb.Json;
import io.slipway.route.Entry;
import io.slipway.route.RouteState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Schema {@code Domain}: one that the router serves.
 *
 * @param own whether Slipway's own page is there
 * @param certificateId which certificate its clients see, or null
 * @param automatic how it is with asking an authority for one, or null when nobody wants that
 */
@Json
record DomainView(
    String domain,
    List<Place> routes,
    boolean own,
    @Nullable String certificateId,
    boolean redirect,
    boolean hsts,
    @Nullable Automatic automatic) {

  /** A route that requests to the domain may take. */
  @Json
  record Place(String stack, String service, String path) {}

  /**
   * How it is with asking for a certificate.
   *
   * @param nextAt when the authority is asked next; in the past while it is asked
   * @param problem why it gave none the last time, or null
   */
  @Json
  record Automatic(Instant nextAt, int failures, @Nullable String problem) {}

  /** Returns all domains of some routes, and that of Slipway's own page. */
  static List<DomainView> all(
      List<RouteState> routes,
      Optional<String> own,
      List<StoredCertificate> certificates,
      List<DomainPolicy> policies,
      List<AcmeDomain> asked) {
    Map<String, List<Place>> places = new TreeMap<>();
    own.ifPresent(domain -> places.put(domain, new ArrayList<>()));
    for (RouteState route : routes) {
      for (Entry entry : route.route().entries()) {
        if (entry instanceof Entry.Domain domain) {
          places
              .computeIfAbsent(domain.host(), _ -> new ArrayList<>())
              .add(new Place(route.id().stack().value(), route.id().service(), domain.path()));
        }
      }
    }
    return places.entrySet().stream()
        .map(place -> of(place.getKey(), place.getValue(), own, certificates, policies, asked))
        .toList();
  }

  private static DomainView of(
      String domain,
      List<Place> places,
      Optional<String> own,
      List<StoredCertificate> certificates,
      List<DomainPolicy> policies,
      List<AcmeDomain> asked) {
    DomainPolicy policy =
        policies.stream()
            .filter(one -> one.domain().equals(domain))
            .findFirst()
            .orElse(DomainPolicy.standard(domain));
    return new DomainView(
        domain,
        List.copyOf(places),
        own.filter(domain::equals).isPresent(),
        shown(domain, certificates.stream()),
        policy.redirect(),
        policy.strict(),
        asked.stream()
            .filter(one -> one.domain().equals(domain))
            .findFirst()
            .map(one -> new Automatic(one.nextAt(), one.failures(), one.problem()))
            .orElse(null));
  }

  /** The router prefers the exact name; of equals the list has the one that ends last first. */
  private static @Nullable String shown(String domain, Stream<StoredCertificate> certificates) {
    return certificates
        .filter(certificate -> certificate.covers(domain))
        .min(Comparator.comparing(certificate -> !certificate.names().contains(domain)))
        .map(StoredCertificate::id)
        .orElse(null);
  }
}
