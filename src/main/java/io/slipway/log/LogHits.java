package io.slipway.log;

import io.avaje.jsonb.Json;
import java.util.List;

/**
 * What a search found.
 *
 * @param lines numbers of the lines that match, from 0, ascending
 * @param truncated whether there may be more: the limit of hits or of time was reached
 */
@Json
public record LogHits(List<Long> lines, boolean truncated) {}
