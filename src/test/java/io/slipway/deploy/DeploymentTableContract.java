package io.slipway.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.compose.StackName;
import io.slipway.kernel.Ulid;
import io.slipway.store.BothDatabases;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

abstract class DeploymentTableContract extends BothDatabases {

  private static final StackName SHOP = new StackName("shop");
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

  @Test
  void givesBackWhatWasStored() {
    Deployment stored =
        insert(SHOP, new Commit("a".repeat(40), "fix(cart): rounding", "Maya", "main"));
    assertThat(find(SHOP, 1)).isEqualTo(stored);
  }

  @Test
  void countsPerStack() {
    insert(SHOP, null);
    insert(new StackName("blog"), null);
    assertThat(insert(SHOP, null).number()).isEqualTo(2);
  }

  @Test
  void movesOnlyFromTheStateThatWasSeen() {
    Deployment queued = insert(SHOP, null);
    assertThat(move(queued, DeploymentState.PREPARING)).isTrue();
    assertThat(move(queued, DeploymentState.CANCELLED)).isFalse();
    assertThat(find(SHOP, 1).state()).isEqualTo(DeploymentState.PREPARING);
    assertThat(find(SHOP, 1).startedAt()).isEqualTo(NOW);
  }

  @Test
  void refusesAMoveThatTheDrawingDoesNotHave() {
    Deployment queued = insert(SHOP, null);
    assertThatThrownBy(() -> move(queued, DeploymentState.SUCCEEDED))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void takesNoCancelAfterThePointOfNoReturn() {
    Deployment d = insert(SHOP, null);
    pass(d, NOW);
    boolean asked =
        database().write(sql -> DeploymentTable.askCancel(sql, SHOP, 1, "Maya cancelled it."));
    assertThat(asked).isFalse();
    assertThat(find(SHOP, 1).cancelAsked()).isFalse();
  }

  @Test
  void keepsTheFirstTimeOfThePointOfNoReturn() {
    Deployment d = insert(SHOP, null);
    pass(d, NOW);
    pass(d, NOW.plusSeconds(9));
    assertThat(find(SHOP, 1).noReturnAt()).isEqualTo(NOW);
  }

  @Test
  void listsWhatHasNotEndedInTheOrderOfAsking() {
    Deployment first = insert(SHOP, null);
    insert(new StackName("blog"), null);
    insert(SHOP, null);
    move(first, DeploymentState.CANCELLED);
    List<Deployment> unfinished = database().read(sql -> DeploymentTable.unfinished(sql));
    assertThat(unfinished).extracting(Deployment::title).containsExactly("blog #1", "shop #2");
  }

  @Test
  void keepsWhyItFailed() {
    Deployment d = insert(SHOP, null);
    Failure failure =
        new Failure(
            "web never became healthy",
            "GET /healthz answered 503.",
            false,
            List.of(new Failure.ProofLine("web", 12, "no DATABASE_URL")),
            null);
    database().change(sql -> DeploymentTable.fail(sql, d, failure));
    assertThat(find(SHOP, 1).failure()).isEqualTo(failure);
  }

  private Deployment insert(StackName stack, @Nullable Commit commit) {
    return database()
        .write(sql -> {
          long number = DeploymentTable.nextNumber(sql, stack);
          DeployWish wish =
              commit == null
                  ? DeployWish.manual(stack, "Maya")
                  : DeployWish.push(stack, commit, null, "Maya");
          // Ids of one millisecond have no order among themselves, so each gets its own.
          String key = Ulid.at(NOW.plusMillis(nextTick++));
          Deployment deployment =
              Deployment.queued(wish, number, StrategyName.BLUE_GREEN, NOW, key);
          DeploymentTable.insert(sql, deployment);
          return deployment;
        });
  }

  @Test
  void takesNothingFromTheOldReleaseOnceItWasAskedToStop() {
    Deployment d = insert(SHOP, null);
    boolean asked = database().write(sql -> DeploymentTable.askCancel(sql, SHOP, 1, "no"));
    assertThat(asked).isTrue();
    assertThat(pass(d, NOW)).isFalse();
  }

  @Test
  void supersedesWhatIsOlderAndNotPastReturn() {
    Deployment past = insert(SHOP, null);
    insert(SHOP, null);
    pass(past, NOW);
    Deployment newest = insert(SHOP, new Commit("b".repeat(40), null, null, "main"));
    database().change(sql -> DeploymentTable.supersede(sql, newest));
    assertThat(find(SHOP, 1).supersededBy()).isNull();
    assertThat(find(SHOP, 2).supersededBy()).isEqualTo(3);
    assertThat(find(SHOP, 2).note()).startsWith("#3 (bbbbbbb)");
    assertThat(find(SHOP, 3).supersededBy()).isNull();
  }

  private boolean pass(Deployment d, Instant at) {
    return database().write(sql -> DeploymentTable.passReturn(sql, d, at));
  }

  private long nextTick;

  private boolean move(Deployment deployment, DeploymentState to) {
    return database().write(sql -> DeploymentTable.move(sql, deployment, to, NOW));
  }

  private Deployment find(StackName stack, long number) {
    return database().read(sql -> DeploymentTable.find(sql, stack, number)).orElseThrow();
  }
}
