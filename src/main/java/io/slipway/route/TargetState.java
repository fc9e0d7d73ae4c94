package io.slipway.route;

/** What a target is to do. */
public enum TargetState {
  /** Known and health-checked, takes no requests yet. */
  STANDBY,
  /** Takes its share of the requests. */
  ACTIVE,
  /** Finishes what it has and takes no new requests. */
  DRAINING
}
