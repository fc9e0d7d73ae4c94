package io.slipway.route;

import io.slipway.kernel.Problem;
import java.util.List;

/** Hears whether the router does what is wanted; called from many threads, after each change. */
public interface RouterListener {

  /** For a router that nobody listens to. */
  RouterListener NONE =
      new RouterListener() {
        @Override
        public void works(List<String> troubles) {}

        @Override
        public void away(Problem why) {}
      };

  /**
   * The router does what is wanted.
   *
   * @param troubles sentences about what it cannot do at present: a port that another program took
   */
  void works(List<String> troubles);

  /** The router has ended or says nothing, and could not be started again; it is tried further. */
  void away(Problem why);
}
