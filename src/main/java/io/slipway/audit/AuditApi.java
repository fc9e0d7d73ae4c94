package io.slipway.audit;

import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.slipway.store.Database;
import io.slipway.web.Permission;
import io.slipway.web.Requests;
import io.slipway.web.Route;
import java.util.List;

/** The trail, for administrators. */
public final class AuditApi {

  private final Database database;

  /** Makes the routes of the trail that a database holds. */
  public AuditApi(Database database) {
    this.database = database;
  }

  /** Returns the routes. */
  public List<Route> routes() {
    return List.of(Route.get("/api/v1/audit", Permission.ADMINISTER, this::list));
  }

  private void list(ServerRequest request, ServerResponse response) {
    int limit = Requests.limit(request);
    String before = Requests.query(request, "before").orElse(null);
    List<AuditEntry> found = database.read(sql -> AuditTable.page(sql, before, limit + 1));
    boolean more = found.size() > limit;
    List<AuditEntry> items = more ? found.subList(0, limit) : found;
    Requests.answer(response, new AuditPage(items, more ? items.getLast().id() : null));
  }
}
