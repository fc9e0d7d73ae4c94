package io.slipway.repository;

import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.slipway.compose.StackName;
import io.slipway.web.Requests;

/** The routes about what feeds a stack. */
final class SourceApi {

  static final String PATH = "/api/v1/stacks/{stack}/source";

  private final Repositories repositories;
  private final StackSources sources;

  SourceApi(Repositories repositories, StackSources sources) {
    this.repositories = repositories;
    this.sources = sources;
  }

  void read(ServerRequest request, ServerResponse response) {
    answer(response, sources.required(stack(request)));
  }

  void save(ServerRequest request, ServerResponse response) {
    StackSourceView entered = Requests.body(request, StackSourceView.class);
    StackSource source = entered.of(stack(request));
    answer(response, sources.save(source, Requests.caller(request).name()));
  }

  void remove(ServerRequest request, ServerResponse response) {
    sources.remove(stack(request), Requests.caller(request).name());
    Requests.done(response);
  }

  private void answer(ServerResponse response, StackSource source) {
    String name = repositories.required(source.repositoryId()).name();
    Requests.answer(response, StackSourceView.of(source, name));
  }

  private static StackName stack(ServerRequest request) {
    return new StackName(Requests.path(request, "stack"));
  }
}
