package io.slipway.deploy;

import io.slipway.web.Route;
import java.util.ArrayList;
import java.util.List;

/** All routes of deployments, as {@code openapi.yaml} describes them under that tag. */
public final class DeployApi {

  private final DeploymentApi deployments;
  private final HistoryApi history;
  private final ReleaseApi releases;
  private final PlanApi plans;
  private final WatchApi watches;
  private final ApprovalApi approvals;

  /** Makes the routes. */
  public DeployApi(Deployments deployments, Watches watches, Parts parts) {
    Sources sources = parts.sources();
    ReleaseComparison comparison = new ReleaseComparison(sources, parts.tools().blobs());
    this.deployments = new DeploymentApi(deployments, sources);
    this.history =
        new HistoryApi(
            deployments,
            new DeploymentDetailsView.Maker(
                deployments, sources, comparison, parts.tools().router()));
    this.releases = new ReleaseApi(deployments, sources, comparison);
    this.approvals = new ApprovalApi(deployments, parts.tools().router());
    this.plans =
        new PlanApi(
            deployments,
            new Planning(deployments, parts),
            new TrafficView.Maker(parts.tools().router()));
    this.watches = new WatchApi(watches);
  }

  /** Returns the routes. */
  public List<Route> routes() {
    List<Route> all = new ArrayList<>(deployments.routes());
    all.addAll(history.routes());
    all.addAll(releases.routes());
    all.addAll(plans.routes());
    all.addAll(watches.routes());
    all.addAll(approvals.routes());
    return all;
  }
}
