package io.slipway.stack;

import io.avaje.jsonb.Json;
import java.util.List;

/**
 * New lines of an action, on the topic of its stack.
 *
 * @param id of the action
 * @param lines in order
 */
@Json
record ActionOutput(String id, List<String> lines) {}
