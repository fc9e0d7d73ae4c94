package io.slipway.account;

import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.slipway.web.Permission;
import io.slipway.web.Requests;
import io.slipway.web.Route;
import java.util.List;

/** All users, for administrators. */
final class UserApi {

  private final Users users;

  UserApi(Users users) {
    this.users = users;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/v1/users", Permission.ADMINISTER, this::list),
        Route.post("/api/v1/users", Permission.ADMINISTER, this::create),
        Route.patch("/api/v1/users/{id}", Permission.ADMINISTER, this::change),
        Route.delete("/api/v1/users/{id}", Permission.ADMINISTER, this::delete));
  }

  private void list(ServerRequest request, ServerResponse response) {
    Requests.answer(response, users.list().stream().map(UserView::of).toList());
  }

  private void create(ServerRequest request, ServerResponse response) {
    NewUser body = Requests.body(request, NewUser.class);
    User user = users.create(Requests.caller(request), body.name(), body.password(), body.role());
    Requests.answer(response, Status.CREATED_201, UserView.of(user));
  }

  private void change(ServerRequest request, ServerResponse response) {
    UserChange body = Requests.body(request, UserChange.class);
    User user =
        users.change(
            Requests.caller(request),
            Requests.path(request, "id"),
            body.role(),
            body.disabled(),
            body.password());
    Requests.answer(response, UserView.of(user));
  }

  private void delete(ServerRequest request, ServerResponse response) {
    users.delete(Requests.caller(request), Requests.path(request, "id"));
    Requests.done(response);
  }
}
