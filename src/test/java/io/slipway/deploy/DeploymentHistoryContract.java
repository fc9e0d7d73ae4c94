package io.slipway.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.compose.StackName;
import io.slipway.deploy.DeploymentHistory.Question;
import io.slipway.kernel.Ulid;
import io.slipway.store.BothDatabases;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Page after page, each filter gives what a look at every deployment gives: nothing twice. */
abstract class DeploymentHistoryContract extends BothDatabases {

  private static final StackName SHOP = new StackName("shop");
  private static final StackName BLOG = new StackName("blog");
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
  private static final List<DeploymentState> FAILED =
      List.of(DeploymentState.FAILED, DeploymentState.ROLLED_BACK);

  private final List<Deployment> all = new ArrayList<>();

  @BeforeEach
  void deployALot() {
    for (int i = 0; i < 120; i++) {
      DeploymentState state =
          switch (i % 6) {
            case 1 -> DeploymentState.FAILED;
            case 3 -> DeploymentState.ROLLED_BACK;
            default -> DeploymentState.SUCCEEDED;
          };
      insert(i % 3 == 0 ? BLOG : SHOP, commit(i), state);
    }
    all.sort(Comparator.comparing(Deployment::sortKey).reversed());
  }

  @Test
  void givesEachOnceInAllAndInOneStack() {
    assertThat(pages(question(null))).isEqualTo(all);
    assertThat(pages(question(SHOP))).isEqualTo(those(d -> d.stack().equals(SHOP)));
  }

  @Test
  void givesEachOnceOfSomeStates() {
    Question failed = new Question(null, false, FAILED, null, null, null, null, 7);
    assertThat(pages(failed)).isEqualTo(those(d -> FAILED.contains(d.state()))).isNotEmpty();
  }

  @Test
  void givesEachOnceOfABranchAnAuthorAndAText() {
    assertThat(pages(new Question(SHOP, false, List.of(), "release", null, null, null, 7)))
        .isEqualTo(those(d -> d.stack().equals(SHOP) && "release".equals(commit(d).ref())))
        .isNotEmpty();
    assertThat(pages(new Question(null, false, List.of(), null, "Li Wei", null, null, 7)))
        .isEqualTo(those(d -> "Li Wei".equals(commit(d).author())))
        .isNotEmpty();
    assertThat(pages(new Question(null, false, List.of(), null, null, "50% OFF", null, 7)))
        .isEqualTo(those(d -> String.valueOf(commit(d).message()).contains("50% off")))
        .isNotEmpty();
  }

  @Test
  void givesEachOnceOfAllFiltersTogether() {
    Question question = new Question(SHOP, false, FAILED, "main", "Maya", "order", null, 2);
    assertThat(pages(question))
        .isEqualTo(
            those(d ->
                d.stack().equals(SHOP)
                    && FAILED.contains(d.state())
                    && "main".equals(commit(d).ref())
                    && "Maya".equals(commit(d).author())))
        .isNotEmpty();
  }

  @Test
  void stepsOverNothingWhileNewOnesAreMade() {
    List<Deployment> before = List.copyOf(all);
    List<Deployment> seen = new ArrayList<>();
    String cursor = null;
    for (List<Deployment> page = page(question(null), cursor);
        !page.isEmpty();
        page = page(question(null), cursor)) {
      seen.addAll(page);
      cursor = page.getLast().sortKey();
      insert(SHOP, commit(seen.size()), DeploymentState.SUCCEEDED);
    }
    assertThat(seen).isEqualTo(before);
  }

  @Test
  void givesOnlyWhatHasNotEndedWhenAsked() {
    Deployment queued = insert(SHOP, commit(1), DeploymentState.QUEUED);
    assertThat(pages(new Question(null, true, List.of(), null, null, null, null, 7)))
        .containsExactly(queued);
  }

  @Test
  void takesTheLongestWordsThereMayBe() {
    String longest = letters(300);
    Commit commit = new Commit("e".repeat(40), letters(5000), longest, longest);
    Deployment stored = insert(new StackName("a".repeat(63)), commit, DeploymentState.FAILED);
    String text = longest.substring(0, 40);
    assertThat(pages(new Question(null, false, List.of(), longest, longest, text, null, 7)))
        .containsExactly(stored);
  }

  /** Letters of four bytes each in UTF-8, which no database makes shorter. */
  private static String letters(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> Character.toString(0x20000 + (i * 7919 + i * i * 31) % 40_000))
        .collect(Collectors.joining());
  }

  private List<Deployment> those(Predicate<Deployment> wanted) {
    return all.stream().filter(wanted).toList();
  }

  private static Question question(@Nullable StackName stack) {
    return new Question(stack, false, List.of(), null, null, null, null, 7);
  }

  private List<Deployment> pages(Question question) {
    List<Deployment> seen = new ArrayList<>();
    for (List<Deployment> page = page(question, null);
        !page.isEmpty();
        page = page(question, seen.getLast().sortKey())) {
      assertThat(page).hasSizeLessThanOrEqualTo(question.limit());
      seen.addAll(page);
    }
    return seen;
  }

  private List<Deployment> page(Question q, @Nullable String before) {
    Question next =
        new Question(
            q.stack(), q.active(), q.states(), q.branch(), q.author(), q.text(), before, q.limit());
    return database().read(sql -> DeploymentHistory.find(sql, next));
  }

  private static Commit commit(int i) {
    String message = i % 5 == 0 ? "feat: 50% off, order " + i : "fix: 500 offers, order " + i;
    String sha = String.format(Locale.ROOT, "%040x", i);
    return new Commit(
        sha, message, i % 4 == 0 ? "Li Wei" : "Maya", i % 7 == 0 ? "release" : "main");
  }

  private static Commit commit(Deployment deployment) {
    return java.util.Objects.requireNonNull(deployment.commit());
  }

  private Deployment insert(StackName stack, Commit commit, DeploymentState state) {
    Deployment stored =
        database()
            .write(sql -> {
              long number = DeploymentTable.nextNumber(sql, stack);
              // All of one millisecond, so that nothing but the key tells their order.
              Deployment queued =
                  Deployment.queued(
                      DeployWish.push(stack, commit, null, "Slipway"),
                      number,
                      StrategyName.ROLLING,
                      NOW,
                      nextKey());
              DeploymentTable.insert(sql, queued);
              sql.update(
                  "update deployment set state = ? where stack = ? and number = ?",
                  state,
                  stack.value(),
                  number);
              return DeploymentTable.find(sql, stack, number).orElseThrow();
            });
    all.addFirst(stored);
    return stored;
  }

  private String nextKey() {
    String last = all.stream().map(Deployment::sortKey).max(Comparator.naturalOrder()).orElse("");
    return last.isEmpty() ? Ulid.at(NOW) : SortKeys.after(last);
  }
}
