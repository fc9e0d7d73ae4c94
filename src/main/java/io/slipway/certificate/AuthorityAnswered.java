package io.slipway.certificate;

import io.slipway.kernel.Event;

/** An authority was asked for a domain's certificate, and gave it or did not. */
public record AuthorityAnswered(String domain) implements Event {}
