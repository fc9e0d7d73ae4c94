package io.slipway.log;

import io.avaje.jsonb.Json;
import java.util.List;

/**
 * A range of a step's log.
 *
 * @param from number of the first line given, from 0
 * @param total lines that the log has so far
 * @param bytes that the log's file has so far
 * @param ended whether no more will come
 * @param lines the range
 */
@Json
public record LogLines(long from, long total, long bytes, boolean ended, List<LogLine> lines) {}
