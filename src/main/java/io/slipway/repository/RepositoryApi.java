package io.slipway.repository;

import static io.slipway.web.Permission.OPERATE;
import static io.slipway.web.Permission.VIEW;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.slipway.git.Git;
import io.slipway.git.HostKey;
import io.slipway.kernel.Problem;
import io.slipway.setting.ServerSettings;
import io.slipway.web.Requests;
import io.slipway.web.Route;
import java.util.List;
import java.util.function.Supplier;

/** The routes about repositories. */
public final class RepositoryApi {

  private static final String ALL = "/api/v1/repositories";
  private static final String ONE = ALL + "/{id}";

  private final Repositories repositories;
  private final StackSources sources;
  private final AccessTest access;
  private final ContentsInspection contents;
  private final SourceApi sourceApi;
  private final Supplier<ServerSettings> settings;

  /** Makes the routes; {@code settings} tells the server's public address. */
  public RepositoryApi(
      Repositories repositories, StackSources sources, Git git, Supplier<ServerSettings> settings) {
    this.repositories = repositories;
    this.sources = sources;
    this.access = new AccessTest(repositories, git);
    this.contents = new ContentsInspection(repositories);
    this.sourceApi = new SourceApi(repositories, sources);
    this.settings = settings;
  }

  /** Returns all routes tagged {@code repositories} in {@code openapi.yaml}. */
  public List<Route> routes() {
    return List.of(
        Route.get(ALL, VIEW, this::list),
        Route.post(ALL, OPERATE, this::create),
        Route.post(ALL + "/test", OPERATE, this::test),
        Route.post(ALL + "/deploy-keys", OPERATE, this::deployKey),
        Route.get(ONE, VIEW, this::read),
        Route.put(ONE, OPERATE, this::change),
        Route.delete(ONE, OPERATE, this::delete),
        Route.post(ONE + "/test", OPERATE, this::testSaved),
        Route.put(ONE + "/known-host", OPERATE, this::pin),
        Route.get(ONE + "/contents", VIEW, this::inspect),
        Route.post(ONE + "/check", OPERATE, this::check),
        Route.get(ONE + "/webhook", OPERATE, this::webhook),
        Route.post(ONE + "/webhook", OPERATE, this::renewWebhook),
        Route.get(SourceApi.PATH, VIEW, sourceApi::read),
        Route.put(SourceApi.PATH, OPERATE, sourceApi::save),
        Route.delete(SourceApi.PATH, OPERATE, sourceApi::remove));
  }

  private void list(ServerRequest request, ServerResponse response) {
    Requests.answer(response, repositories.list().stream().map(this::view).toList());
  }

  private void create(ServerRequest request, ServerResponse response) throws InterruptedException {
    RepositoryChange change = Requests.body(request, RepositoryChange.class);
    Requests.answer(
        response, Status.CREATED_201, view(repositories.create(change, actor(request))));
  }

  private void test(ServerRequest request, ServerResponse response) throws InterruptedException {
    Requests.answer(response, access.run(Requests.body(request, RepositoryChange.class)));
  }

  private void deployKey(ServerRequest request, ServerResponse response)
      throws InterruptedException {
    Requests.answer(response, Status.CREATED_201, repositories.makeDeployKey());
  }

  private void read(ServerRequest request, ServerResponse response) {
    Requests.answer(response, view(named(request)));
  }

  private void change(ServerRequest request, ServerResponse response) throws InterruptedException {
    RepositoryChange change = Requests.body(request, RepositoryChange.class);
    Requests.answer(
        response, view(repositories.change(named(request).id(), change, actor(request))));
  }

  private void delete(ServerRequest request, ServerResponse response) {
    repositories.delete(named(request).id(), actor(request));
    Requests.done(response);
  }

  private void testSaved(ServerRequest request, ServerResponse response)
      throws InterruptedException {
    Requests.answer(response, access.run(named(request)));
  }

  private void pin(ServerRequest request, ServerResponse response) {
    HostKey key = Requests.body(request, HostKey.class);
    repositories.pin(named(request).id(), key, actor(request));
    Requests.done(response);
  }

  private void inspect(ServerRequest request, ServerResponse response) throws InterruptedException {
    String ref =
        request
            .query()
            .first("ref")
            .orElseThrow(() ->
                new Problem.Invalid(
                    "ref-missing", "The branch or tag to look at is missing.", "ref", null));
    Requests.answer(response, contents.of(named(request).id(), ref));
  }

  private void check(ServerRequest request, ServerResponse response) {
    repositories.checkSoon(named(request).id());
    response.status(Status.ACCEPTED_202).send();
  }

  private void webhook(ServerRequest request, ServerResponse response) {
    GitRepository repository = named(request);
    answer(request, response, repository, repositories.webhookSecret(repository.id()));
  }

  private void renewWebhook(ServerRequest request, ServerResponse response) {
    GitRepository repository = named(request);
    String secret = repositories.renewWebhookSecret(repository.id(), actor(request));
    answer(request, response, repository, secret);
  }

  private void answer(
      ServerRequest request, ServerResponse response, GitRepository repository, String secret) {
    Provider provider = Provider.of(repository.provider());
    String path = "/api/webhooks/" + repository.provider().path() + "/" + repository.id();
    String page = provider.hookPage(repositories.remotes().url(repository)).orElse(null);
    Requests.answer(
        response, new WebhookAddress(base(request) + path, secret, provider.hookEvents(), page));
  }

  /** Returns the public address that is set, else the one that the page was asked for by. */
  private String base(ServerRequest request) {
    ServerSettings now = settings.get();
    if (!now.publicUrl().isEmpty()) {
      return now.publicUrl();
    }
    String scheme = Requests.visit(request).secure() ? "https" : "http";
    return scheme + "://" + request.headers().first(HeaderNames.HOST).orElse("localhost");
  }

  private GitRepository named(ServerRequest request) {
    return repositories.required(Requests.path(request, "id"));
  }

  private GitRepositoryView view(GitRepository repository) {
    return GitRepositoryView.of(repository, sources.fedBy(repository.id()));
  }

  private static String actor(ServerRequest request) {
    return Requests.caller(request).name();
  }
}
