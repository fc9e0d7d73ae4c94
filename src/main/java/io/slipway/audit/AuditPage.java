package io.slipway.audit;

import io.avaje.jsonb.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Schema {@code AuditPage}. */
@Json
record AuditPage(List<AuditEntry> items, @Nullable String next) {}
