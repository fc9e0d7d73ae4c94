package io.slipway.system;

import io.avaje.jsonb.Json;
import java.util.List;

/** Schema {@code SystemState}. */
@Json
record SystemStateView(
    String version,
    String hostName,
    int cpus,
    EngineState engine,
    RouterState router,
    DiskState disk,
    List<Trouble> troubles) {}
