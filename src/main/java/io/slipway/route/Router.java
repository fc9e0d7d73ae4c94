package io.slipway.route;

import io.slipway.compose.StackName;
import io.slipway.kernel.Problem;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Carries users' requests to containers, in a process of its own that goes on when this one dies.
 *
 * <p>Every verb first stores what is wanted and then makes the router do it, so each is safe to
 * repeat: after a crash {@link #converge} brings the router to what was last wanted. All throw
 * {@link Problem.Unavailable} when the router cannot be started or does not answer; what is wanted
 * stays stored then. Safe for use by many threads.
 */
public interface Router {

  /** The header that carries the key of a private way; a cookie of that name does too. */
  String PREVIEW_HEADER = "slipway-preview";

  /** A path that ends with this and the key sets that cookie; with {@code leave}, takes it away. */
  String PREVIEW_PATH = "/.slipway/preview/";

  /** Starts the router unless it runs already, and makes it do what is wanted. */
  void ensureRunning();

  /** Makes the router do what is wanted, whatever it does now. Nothing happens when it does. */
  void converge();

  /**
   * Sets which routes a stack has. Routes that stay keep their targets; new ones have none and
   * answer 503 until a target is active.
   *
   * @throws Problem.Conflict when a port or domain is taken, naming by whom; nothing is changed
   *     then
   */
  void publish(StackName stack, List<Route> routes);

  /**
   * Refuses routes that a stack cannot have, since another one, or Slipway itself, has a port or
   * domain of theirs. Whether a port can be listened on is not asked.
   *
   * @throws Problem.Conflict naming by whom what is taken
   */
  void refuseTaken(StackName stack, List<Route> routes);

  /**
   * Refuses routes with a port that the stack does not have yet, and on which something else than
   * the router listens now.
   *
   * @throws Problem.Conflict naming by whom what is taken
   */
  void refuseBusy(StackName stack, List<Route> routes);

  /** Removes all routes of a stack. */
  void withdraw(StackName stack);

  /** Returns what is wanted for all stacks. */
  List<RouteState> desired();

  /**
   * Returns the domain of Slipway's own page, which belongs to no stack, if the router serves it.
   */
  Optional<String> ownDomain();

  /** Returns what is wanted for a stack. */
  List<RouteState> desired(StackName stack);

  /**
   * Makes a target known: health-checked, without requests. One that is known by that name keeps
   * its share and gets the new address, release and slot.
   *
   * @throws Problem.NotFound when there is no such route
   */
  TargetId addTarget(RouteId route, Target target);

  /** Forgets targets; connections that they still have are cut. Unknown ones do no harm. */
  void removeTargets(Collection<TargetId> targets);

  /**
   * Waits until the router's own health check has passed for all.
   *
   * @return false when the limit came first
   */
  boolean awaitHealthy(Collection<TargetId> targets, Duration limit) throws InterruptedException;

  /**
   * Sets the weights of targets in one step: no request is seen between two of them. A target that
   * had requests and gets weight 0 is {@link TargetState#DRAINING} from then on.
   *
   * @param weights 0..256 each; targets that are not named keep theirs
   * @throws Problem.NotFound when a target is not known; nothing is changed then
   */
  void setWeights(Map<TargetId, Integer> weights);

  /**
   * Sets weights and, in the same step, how exactly the routes of those targets share their
   * requests between the targets in a slot and all others. It holds until a {@link #shift}.
   */
  void split(Map<TargetId, Integer> weights, RouteState.Split split);

  /**
   * Sends all requests to {@code admitted} and no new ones to {@code retired}, in one step; a split
   * of their routes is over.
   */
  void shift(Collection<TargetId> admitted, Collection<TargetId> retired);

  /**
   * Sends no new requests to the targets and waits until those under way have ended.
   *
   * @param progress told at once and at each change
   * @return false when the limits came first
   */
  boolean drain(Collection<TargetId> targets, DrainLimits limits, Consumer<DrainProgress> progress)
      throws InterruptedException;

  /**
   * Lets requests of the routes wait in the router until {@link #release}.
   *
   * @param limit how long one request waits before it is answered 503; 1 s..10 min
   */
  void hold(Collection<RouteId> routes, Duration limit);

  /** Lets waiting and new requests through again. */
  void release(Collection<RouteId> routes);

  /**
   * Opens a private way to the targets of a stack that stand by in a slot: who sends the key gets
   * there, through the entries that all have. It closes by itself when they get requests or go.
   *
   * @param key letters and digits that nobody can guess; null closes it
   */
  void preview(StackName stack, @Nullable String key);

  /**
   * Asks a target that stands by in a slot, on that private way, with GET.
   *
   * @param host that the request names
   * @return the whole answer, as HTTP/1.0
   * @throws IOException when there is none in time
   * @throws Problem.NotFound when no private way leads there
   */
  String ask(TargetId target, String host, String path, Duration limit) throws IOException;

  /**
   * Returns where a browser finds what comes in by an entry: {@code https://shop.example.org/api},
   * without a slash at the end. An entry of a port begins with {@code :}, for only the browser
   * knows by which name it reaches this machine.
   */
  String address(Entry entry);

  /** Returns what the router counts for a stack's targets; nothing while it does not run. */
  List<TargetStats> stats(StackName stack);

  /**
   * Returns the latest answers of a stack's targets: of all stacks together the router knows some
   * thousand. Asked again it returns again what newer ones have not pushed out.
   */
  List<AnswerTime> answerTimes(StackName stack);

  /** Returns what the router really does now; never throws for a router that is away. */
  RouterObservation observe();
}
