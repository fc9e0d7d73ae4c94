package io.slipway.deploy;

import static io.slipway.web.Permission.OPERATE;
import static io.slipway.web.Permission.VIEW;

import io.avaje.jsonb.Json;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.slipway.kernel.Problem;
import io.slipway.route.Router;
import io.slipway.web.Requests;
import io.slipway.web.Route;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What waits for somebody's decision in all stacks, how to look at it, and what was decided. */
final class ApprovalApi {

  private final Deployments deployments;
  private final Router router;

  ApprovalApi(Deployments deployments, Router router) {
    this.deployments = deployments;
    this.router = router;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/v1/approvals", VIEW, this::list),
        Route.get("/api/v1/stacks/{stack}/deployments/{number}/preview", OPERATE, this::preview));
  }

  /** An approval as the API gives it ({@code Approval} in openapi.yaml). */
  @Json
  record ApprovalView(
      DeploymentView deployment,
      String step,
      String askedAt,
      @Nullable Boolean approved,
      @Nullable String decidedAt,
      @Nullable String decidedBy,
      @Nullable String comment) {

    static ApprovalView of(Approval approval, DeploymentView deployment) {
      Approval.Decision decision = approval.decision();
      String asked = approval.askedAt().toString();
      return decision == null
          ? new ApprovalView(deployment, approval.step(), asked, null, null, null, null)
          : new ApprovalView(
              deployment,
              approval.step(),
              asked,
              decision.approved(),
              decision.at().toString(),
              decision.by(),
              decision.comment());
    }
  }

  /** A page of approvals; {@code next} is the cursor of the page after it. */
  @Json
  record ApprovalPage(List<ApprovalView> items, @Nullable String next) {}

  private void list(ServerRequest request, ServerResponse response) {
    String state = Requests.query(request, "state").orElse("waiting");
    switch (state) {
      case "waiting" ->
          Requests.answer(response, new ApprovalPage(views(deployments.waiting()), null));
      case "decided" -> {
        int limit = Requests.limit(request);
        List<Approval> found =
            deployments.decided(Requests.query(request, "before").orElse(null), limit);
        Approval.Decision last = found.size() < limit ? null : found.getLast().decision();
        Requests.answer(response, new ApprovalPage(views(found), last == null ? null : last.key()));
      }
      default ->
          throw new Problem.Invalid(
              "state-unknown",
              "There are no approvals that are “" + state + "”.",
              "state",
              "Ask for waiting or decided.");
    }
  }

  /** Its key opens what nobody else sees yet, so only who may approve gets it. */
  private void preview(ServerRequest request, ServerResponse response) {
    Deployment deployment =
        deployments.find(DeploymentApi.stack(request), DeploymentApi.number(request));
    boolean over = deployment.state().terminal();
    Requests.answer(
        response, PreviewView.of(over ? List.of() : router.desired(deployment.stack()), router));
  }

  private List<ApprovalView> views(List<Approval> approvals) {
    List<Deployment> all = new ArrayList<>();
    approvals.forEach(one -> all.add(deployments.find(one.stack(), one.number())));
    List<DeploymentView> views = deployments.views().all(all);
    List<ApprovalView> list = new ArrayList<>();
    for (int i = 0; i < approvals.size(); i++) {
      list.add(ApprovalView.of(approvals.get(i), views.get(i)));
    }
    return list;
  }
}
