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

  /** Makes the routes. */
  public DeployApi(Deployments deployments) {
    this.deployments = new DeploymentApi(deployments);
    this.history = new HistoryApi(deployments);
    this.releases = new ReleaseApi(deployments);
    this.plans = new PlanApi(deployments);
  }

  /** Returns the routes. */
  public List<Route> routes() {
    List<Route> all = new ArrayList<>(deployments.routes());
    all.addAll(history.routes());
    all.addAll(releases.routes());
    all.addAll(plans.routes());
    return all;
  }
}
