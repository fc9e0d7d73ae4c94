package io.slipway.stack;

import io.avaje.jsonb.Json;
import java.util.List;

/**
 * A stack with its services and containers.
 *
 * @param stack as in the list
 * @param services by name
 * @param urls of {@code x-slipway.urls} and {@code x-dockge.urls}
 */
@Json
public record StackDetails(Stack stack, List<ServiceView> services, List<String> urls) {}
