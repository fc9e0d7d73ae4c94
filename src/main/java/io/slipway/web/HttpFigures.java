package io.slipway.web;

import io.helidon.webserver.http.ServerResponse;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** Counts requests and how long they take. */
public final class HttpFigures {

  private final Counter requests;
  private final Histogram seconds;

  /** Registers the figures. */
  public HttpFigures(PrometheusRegistry registry) {
    requests =
        Counter.builder()
            .name("slipway_http_requests_total")
            .help("Requests answered, by class of status")
            .labelNames("status")
            .register(registry);
    seconds =
        Histogram.builder()
            .name("slipway_http_request_seconds")
            .help("How long answers took")
            .classicOnly()
            .classicUpperBounds(0.005, 0.025, 0.1, 0.5, 2.5)
            .register(registry);
  }

  void measure(ServerResponse response) {
    long start = System.nanoTime();
    response.whenSent(() -> {
      requests.labelValues(response.status().code() / 100 + "xx").inc();
      seconds.observe((System.nanoTime() - start) / 1e9);
    });
  }
}
